-- Which merged records an outlet tells is found without reading documents and tellings.
CREATE INDEX reading_publisher ON reading (publisher, page);
CREATE INDEX telling_told ON telling (page, merged);
DROP INDEX telling_page;
