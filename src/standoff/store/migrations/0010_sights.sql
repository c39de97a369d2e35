-- What stories tell of places besides their events, so that a clock knows which days were covered.
ALTER TABLE told_story ADD COLUMN sights TEXT NOT NULL DEFAULT '[]';
CREATE TABLE sight (
    key TEXT NOT NULL, day TEXT NOT NULL, page TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, day, page, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX sight_page ON sight (page);
