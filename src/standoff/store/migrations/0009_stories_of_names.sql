-- The stories that name an entity are found without reading its rows.
DROP INDEX item_id;
CREATE INDEX item_id ON item (id, page);
