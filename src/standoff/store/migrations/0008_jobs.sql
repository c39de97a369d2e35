-- Stories that were handed to `standoff serve`: what waits, is in work or failed outlives the server. `raw`: the bytes (zlib)
-- of what is not read yet, NULL for the page at an address. `tries`: how often reading it was begun.
CREATE TABLE job (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'working', 'done', 'failed')),
    at TEXT NOT NULL,
    page TEXT,
    reason TEXT,
    url TEXT,
    publisher TEXT,
    published_at TEXT,
    uri TEXT,
    media_type TEXT,
    tries INTEGER NOT NULL,
    raw BLOB
) STRICT;
