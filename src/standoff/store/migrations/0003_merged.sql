-- The merged ledger as it was last computed: a cache beside the readings, which can be thrown away at any time.
-- `pending`: pages whose reading or standing changed since. `merge_state`: the rules that made the cache, and the last
-- words of people that it has heard.
ALTER TABLE reading ADD COLUMN vector BLOB;
CREATE INDEX page_uri ON page (uri);

CREATE TABLE pending (page INTEGER PRIMARY KEY REFERENCES page (number)) STRICT;
INSERT INTO pending SELECT page FROM reading;

CREATE TABLE merge_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    rules TEXT NOT NULL,
    revision INTEGER NOT NULL,
    judgement INTEGER NOT NULL,
    review INTEGER NOT NULL,
    withdrawal INTEGER NOT NULL,
    last_day TEXT
) STRICT;
INSERT INTO merge_state VALUES (1, '', 0, 0, 0, 0, NULL);

-- Pages that do not count: superseded by a newer version, or withdrawn.
CREATE TABLE standing (page TEXT PRIMARY KEY, status TEXT NOT NULL) STRICT;

CREATE TABLE told_story (
    page TEXT PRIMARY KEY,
    last_day TEXT,
    body TEXT NOT NULL,
    shingles BLOB NOT NULL,
    vector BLOB NOT NULL
) STRICT;

CREATE TABLE telling (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    page TEXT NOT NULL,
    kind TEXT NOT NULL,
    rejected INTEGER NOT NULL,
    refers TEXT,
    first_day TEXT,
    last_day TEXT,
    start INTEGER NOT NULL,
    body TEXT NOT NULL,
    merged INTEGER
) STRICT;
CREATE INDEX telling_page ON telling (page);
CREATE INDEX telling_merged ON telling (merged);
CREATE INDEX telling_day ON telling (kind, first_day, merged);
CREATE INDEX telling_stretch ON telling (kind, last_day, merged) WHERE last_day <> first_day;
CREATE INDEX telling_refers ON telling (refers) WHERE refers IS NOT NULL;

-- Where tellings may meet, and which pairs of event tellings the rules hold for one or may be.
CREATE TABLE block (
    key INTEGER NOT NULL, telling INTEGER NOT NULL, PRIMARY KEY (key, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_telling ON block (telling);
CREATE TABLE pair (
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    weight REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (low, high)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_high ON pair (high);
-- Towns and places below a town that event tellings name.
CREATE TABLE told_place (
    key TEXT NOT NULL, telling TEXT NOT NULL, page TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (key, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_place_page ON told_place (page);
-- The last words of people on pairs, on the ids of today.
CREATE TABLE word (
    low TEXT NOT NULL, high TEXT NOT NULL, verdict TEXT NOT NULL, PRIMARY KEY (low, high)
) STRICT, WITHOUT ROWID;

CREATE TABLE merged (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    code TEXT,
    realis TEXT,
    first_day TEXT,
    last_day TEXT,
    newest TEXT,
    page TEXT NOT NULL,
    start INTEGER NOT NULL,
    checked TEXT NOT NULL,
    row TEXT NOT NULL
) STRICT;
CREATE INDEX merged_day ON merged (kind, newest DESC, page DESC, start);
CREATE INDEX merged_code ON merged (kind, code);
CREATE TABLE merged_name (
    name INTEGER NOT NULL REFERENCES name (number),
    role TEXT NOT NULL,
    merged INTEGER NOT NULL,
    PRIMARY KEY (name, role, merged)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_name_of ON merged_name (merged);

-- For clocks: on which days an event is told to have happened, by which keys a pattern may name it, and places by name.
CREATE TABLE event_day (
    code TEXT NOT NULL, day TEXT NOT NULL, merged INTEGER NOT NULL, PRIMARY KEY (code, day, merged)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_day_of ON event_day (merged);
CREATE INDEX event_day_all ON event_day (day);
CREATE TABLE event_key (
    key TEXT NOT NULL, merged INTEGER NOT NULL, PRIMARY KEY (key, merged)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_key_of ON event_key (merged);
CREATE TABLE event_place (
    folded TEXT NOT NULL, key TEXT NOT NULL, merged INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (folded, key, merged)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_place_of ON event_place (merged);
