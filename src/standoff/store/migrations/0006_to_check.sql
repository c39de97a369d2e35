-- What is to be checked next is found without sorting all records.
DROP INDEX item_unsure;
CREATE INDEX item_to_check ON item (coalesce(score, 1.0), first_day DESC, number) WHERE kind <> 'entity';
