-- What people say of the ledger: rows are added and never changed. A row that takes another back names it in `undoes`.
-- Anchors (page and characters) let a word find its record again when a page is read anew and the record's id is another.
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    left_id TEXT NOT NULL,
    left_page TEXT NOT NULL,
    left_start INTEGER NOT NULL,
    left_end INTEGER NOT NULL,
    right_id TEXT NOT NULL,
    right_page TEXT NOT NULL,
    right_start INTEGER NOT NULL,
    right_end INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
    reasons TEXT NOT NULL,
    signed TEXT NOT NULL CHECK (trim(signed) <> ''),
    at TEXT NOT NULL CHECK (at <> ''),
    undoes INTEGER UNIQUE REFERENCES judgement (number)
) STRICT;

CREATE TABLE review (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL,
    kind TEXT NOT NULL,
    page TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'rejected')),
    field TEXT,
    value TEXT,
    shown_start INTEGER,
    shown_end INTEGER,
    note TEXT NOT NULL,
    signed TEXT NOT NULL CHECK (trim(signed) <> ''),
    at TEXT NOT NULL CHECK (at <> ''),
    undoes INTEGER UNIQUE REFERENCES review (number)
) STRICT;
CREATE INDEX review_record ON review (record);
CREATE INDEX review_page ON review (page);

-- Stories that their outlet withdrew, or that somebody keeps out of the ledger.
CREATE TABLE withdrawal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    page TEXT NOT NULL REFERENCES raw (id),
    note TEXT NOT NULL,
    signed TEXT NOT NULL CHECK (trim(signed) <> ''),
    at TEXT NOT NULL CHECK (at <> ''),
    undoes INTEGER UNIQUE REFERENCES withdrawal (number)
) STRICT;
CREATE INDEX withdrawal_page ON withdrawal (page);

CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are never changed'); END;
CREATE TRIGGER judgement_kept BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are never deleted'); END;
CREATE TRIGGER review_stays BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'reviews are never changed'); END;
CREATE TRIGGER review_kept BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'reviews are never deleted'); END;
CREATE TRIGGER withdrawal_stays BEFORE UPDATE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'withdrawals are never changed'); END;
CREATE TRIGGER withdrawal_kept BEFORE DELETE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'withdrawals are never deleted'); END;
