-- Amounts and percentages are decimals as text, days are YYYY-MM-DD: both stay exact, and days sort as text.
CREATE TABLE rules (
  name        TEXT PRIMARY KEY,
  language    INTEGER NOT NULL,    -- of the text: what a later version has stored is not read as something else
  text        TEXT NOT NULL,       -- canonical: one spelling for one meaning
  fingerprint TEXT NOT NULL UNIQUE -- of the text, which may be too long for an index: a rule cannot be stored twice, however it is spelled
) STRICT;

CREATE TABLE projects (id TEXT PRIMARY KEY, name TEXT NOT NULL, customer TEXT NOT NULL, manager TEXT NOT NULL) STRICT;

CREATE TABLE lines (
  id       TEXT PRIMARY KEY,
  project  TEXT NOT NULL REFERENCES projects,
  contract TEXT, -- none: the project's own
  method   TEXT NOT NULL CHECK (method IN ('time-and-material', 'fixed-price')),
  schedule TEXT -- when the line is due, for rules that say "on line schedules"
) STRICT;
CREATE INDEX lines_project ON lines (project);

CREATE TABLE shares (
  line     TEXT NOT NULL REFERENCES lines,
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
  approved INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX transactions_line ON transactions (line);

CREATE TABLE drafts (
  key      TEXT PRIMARY KEY,
  rule     TEXT NOT NULL,
  run_date TEXT NOT NULL,
  customer TEXT NOT NULL,
  total    TEXT NOT NULL,
  currency TEXT NOT NULL
) STRICT;

-- What was drafted. The key is that of invoice.Claim, and so nothing is drafted twice, whoever tries.
CREATE TABLE claims (
  item     TEXT NOT NULL REFERENCES transactions,
  customer TEXT NOT NULL,
  part     INTEGER NOT NULL,
  percent  TEXT NOT NULL, -- the share that held then
  draft    TEXT NOT NULL REFERENCES drafts,
  PRIMARY KEY (item, customer, part)
) STRICT;
