-- What people follow: two or more parties (a JSON array of ISO codes and names), and the days of the stories.
CREATE TABLE dossier (
    name TEXT PRIMARY KEY,
    parties TEXT NOT NULL,
    since TEXT,
    until TEXT,
    made_at TEXT NOT NULL
) STRICT;
