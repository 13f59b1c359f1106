INSERT INTO projects (id, name, customer, manager) VALUES
  ('P1', 'City hall',  'City of Lund', 'Anna'),
  ('P2', 'Warehouse',  'Acme Nordic',  'Bo'),
  ('P3', 'Web shop',   'Acme Nordic',  'Anna'),
  ('P4', 'Net upkeep', 'Fjord Energi', 'Bo');

INSERT INTO lines (id, project, contract, method, schedule) VALUES
  ('L1', 'P1', NULL,   'time-and-material', NULL),
  ('L2', 'P2', 'C-17', 'time-and-material', NULL),
  ('L3', 'P2', 'C-17', 'fixed-price',       NULL),
  ('L4', 'P3', NULL,   'time-and-material', NULL),
  ('L5', 'P4', NULL,   'time-and-material', 'every 2 weeks on Monday from 2026-01-05, include through 1 day before run date');

INSERT INTO shares (line, position, customer, percent) VALUES
  ('L4', 1, 'Acme Nordic', '66.67'),
  ('L4', 2, 'Acme Retail', '33.33');

INSERT INTO transactions (id, line, kind, date, amount, currency, approved) VALUES
  ('T1', 'L1', 'time',      '2026-01-12', '1200.00', 'SEK', 1),
  ('T2', 'L1', 'time',      '2026-01-30', '800.00',  'SEK', 1),
  ('T3', 'L1', 'expense',   '2026-01-30', '99.50',   'SEK', 0),
  ('T4', 'L2', 'time',      '2026-01-20', '640.00',  'EUR', 1),
  ('T5', 'L3', 'milestone', '2026-01-31', '5000.00', 'EUR', 1),
  ('T6', 'L4', 'time',      '2026-01-09', '100.01',  'EUR', 1),
  ('T7', 'L5', 'time',      '2026-02-13', '750.00',  'NOK', 1),
  ('T8', 'L5', 'time',      '2026-02-20', '250.00',  'NOK', 1);
