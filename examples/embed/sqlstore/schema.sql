-- Amounts and percentages are decimals as text, days are YYYY-MM-DD: both stay exact, and days sort as text.
CREATE TABLE rules (
  name        TEXT PRIMARY KEY,
  language    INTEGER NOT NULL,    -- of the text: what a later version has stored is not read as something else
  text        TEXT NOT NULL,       -- canonical: one spelling for one meaning
  fingerprint TEXT NOT NULL UNIQUE -- of the text, which may be too long for an index: a rule cannot be stored twice, however it is spelled
) STRICT;

CREATE TABLE projects (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, customer TEXT NOT NULL, manager TEXT NOT NULL,
  payer TEXT NOT NULL DEFAULT '' -- who pays for lines without customers of their own; none: the customer
) STRICT;

CREATE TABLE lines (
  id       TEXT PRIMARY KEY,
  project  TEXT NOT NULL REFERENCES projects,
  contract TEXT, -- none: the project's own
  method   TEXT NOT NULL CHECK (method IN ('time-and-material', 'fixed-price')),
  rounding_customer TEXT NOT NULL DEFAULT '',
  schedule TEXT -- when the line is due, for rules that say "on line schedules"
) STRICT;
CREATE INDEX lines_project ON lines (project);

CREATE TABLE shares (
  line     TEXT NOT NULL REFERENCES lines,
  position INTEGER NOT NULL, -- odd cents go by it
  customer TEXT NOT NULL,
  percent  TEXT NOT NULL,
  PRIMARY KEY (line, customer)
) STRICT;

CREATE TABLE transactions (
  id       TEXT PRIMARY KEY,
  line     TEXT NOT NULL REFERENCES lines,
  kind     TEXT NOT NULL CHECK (kind IN ('time', 'material', 'fee', 'expense', 'milestone')),
  date     TEXT NOT NULL,
  amount   TEXT NOT NULL,
  currency TEXT NOT NULL,
  approved INTEGER NOT NULL DEFAULT 1,
  rounding_customer TEXT NOT NULL DEFAULT '' -- of shares of its own
) STRICT;
CREATE INDEX transactions_line ON transactions (line);

-- Shares of single transactions, which take the place of their line's.
CREATE TABLE own_shares (
  item     TEXT NOT NULL REFERENCES transactions,
  position INTEGER NOT NULL,
  customer TEXT NOT NULL,
  percent  TEXT NOT NULL,
  PRIMARY KEY (item, customer)
) STRICT;

-- Not-to-exceed limits: of a line or, without one, of a contract; of one customer or, without one, of all.
CREATE TABLE limits (
  line     TEXT NOT NULL DEFAULT '',
  contract TEXT NOT NULL DEFAULT '',
  customer TEXT NOT NULL DEFAULT '',
  amount   TEXT NOT NULL,
  currency TEXT NOT NULL,
  PRIMARY KEY (line, contract, customer),
  CHECK ((line = '') <> (contract = ''))
) STRICT;

-- A slot may have several drafts: what comes late is billed on one of its own.
CREATE TABLE drafts (
  key      TEXT PRIMARY KEY,
  slot     TEXT NOT NULL,
  rule     TEXT NOT NULL,
  run_date TEXT NOT NULL,
  customer TEXT NOT NULL,
  currency TEXT NOT NULL,
  total    TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_slot ON drafts (slot);

-- The ledger of what was billed, credited and cancelled. Rows are added, and never changed or deleted. The key is that of invoice.Claim:
-- whoever else was here first, with whatever customer, has it.
CREATE TABLE billings (
  item     TEXT NOT NULL REFERENCES transactions,
  part     INTEGER NOT NULL,
  customer TEXT NOT NULL,
  percent  TEXT NOT NULL,
  amount   TEXT NOT NULL,    -- with its currency, as every amount below
  quantity TEXT,
  price    TEXT,
  whole    TEXT,
  waived   TEXT,
  reverses INTEGER NOT NULL, -- a part, or 0
  open     INTEGER NOT NULL,
  draft    TEXT NOT NULL REFERENCES drafts,
  line     TEXT NOT NULL,    -- as drafted, with its contract: what counts against a limit stays there when the transaction moves
  contract TEXT NOT NULL,
  currency TEXT NOT NULL,
  minor    INTEGER NOT NULL, -- the amount in minor units, to add up; 0 for milestones, which are under no limit
  PRIMARY KEY (item, part)
) STRICT;
CREATE INDEX billings_draft ON billings (draft);
CREATE INDEX billings_line ON billings (line);
CREATE INDEX billings_contract ON billings (contract);
CREATE TRIGGER billings_stay BEFORE UPDATE ON billings BEGIN SELECT raise(ABORT, 'billings are never changed'); END;
CREATE TRIGGER billings_keep BEFORE DELETE ON billings BEGIN SELECT raise(ABORT, 'billings are never deleted'); END;

-- Through which day the nights of a rule are done.
CREATE TABLE watermarks (rule TEXT PRIMARY KEY, through TEXT NOT NULL) STRICT;

-- Who is to be told. The key is what a notice is about, so that a night that is run again tells nobody twice.
CREATE TABLE outbox (
  rule      TEXT NOT NULL,
  through   TEXT NOT NULL,
  occasion  TEXT NOT NULL,
  recipient TEXT NOT NULL,
  drafts    INTEGER NOT NULL,
  failures  INTEGER NOT NULL,
  sent      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (rule, through, occasion, recipient)
) STRICT;
