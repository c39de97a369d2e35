-- How sure the reading of a record is, so that the least sure can be checked first. Entities and conditions have none.
ALTER TABLE item ADD COLUMN score REAL;
UPDATE item SET score = (
    SELECT json_extract(e.value, '$.score')
    FROM reading r, json_each(r.document, '$.' || item.kind || 's') e
    WHERE r.page = item.page AND json_extract(e.value, '$.id') = item.local
) WHERE kind IN ('event', 'statement', 'position');
CREATE INDEX item_unsure ON item (score, first_day DESC) WHERE kind != 'entity';
