-- Raw bytes come first: a page may only name bytes that are there. zlib; id = "sha256:…" of the bytes unpacked.
CREATE TABLE raw (
    id TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    zlib BLOB NOT NULL
) STRICT;

-- The text never changes once it is stored, whatever later recipes would make of the bytes.
CREATE TABLE page (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE REFERENCES raw (id),
    uri TEXT,
    media_type TEXT NOT NULL,
    fetched_at TEXT,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    text_by TEXT NOT NULL,
    truncated INTEGER NOT NULL,
    stored_at TEXT NOT NULL
) STRICT;

-- The last reading of each page: its document without the page, and the columns by which stories are listed.
CREATE TABLE reading (
    page INTEGER PRIMARY KEY REFERENCES page (number),
    standoff TEXT NOT NULL,
    encoder TEXT NOT NULL,
    terms TEXT NOT NULL,
    document TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published_at TEXT,
    first_day TEXT,
    last_day TEXT,
    read_at TEXT NOT NULL
) STRICT;
CREATE INDEX reading_day ON reading (first_day);

-- One row a record, in the shape that the list commands print; the other columns are for their filters.
CREATE TABLE item (
    number INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES reading (page) ON DELETE CASCADE,
    local TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT,
    act TEXT,
    realis TEXT,
    first_day TEXT,
    last_day TEXT,
    row TEXT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (page, local)
) STRICT;
CREATE INDEX item_id ON item (id);
CREATE INDEX item_day ON item (kind, first_day);

CREATE TABLE name (
    number INTEGER PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE party (
    name INTEGER NOT NULL REFERENCES name (number),
    role TEXT NOT NULL,
    item INTEGER NOT NULL REFERENCES item (number) ON DELETE CASCADE,
    PRIMARY KEY (name, role, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_item ON party (item);

-- rowid: 2 * item.number for records, 2 * page.number + 1 for stories.
CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = "unicode61 remove_diacritics 2");
