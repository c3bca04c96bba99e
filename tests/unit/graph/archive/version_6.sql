-- The tables of an archive of version 6, as its program made them.
CREATE TABLE meta (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);
CREATE TABLE articles (
    id VARCHAR(32) NOT NULL,
    text TEXT NOT NULL,
    title TEXT,
    published VARCHAR(10),
    publisher TEXT,
    url TEXT,
    digest VARCHAR(64) NOT NULL,
    ingested_at VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE api_keys (
    id VARCHAR(12) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    name TEXT NOT NULL,
    scopes VARCHAR NOT NULL,
    created_at VARCHAR NOT NULL,
    expires_at VARCHAR,
    revoked_at VARCHAR,
    last_used VARCHAR,
    PRIMARY KEY (id)
);
CREATE TABLE audit (
    id INTEGER NOT NULL,
    at VARCHAR NOT NULL,
    door VARCHAR NOT NULL,
    key_id VARCHAR(12),
    address VARCHAR,
    request_id VARCHAR,
    action VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_audit_at ON audit (at);
CREATE TABLE totals (
    id INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    readings INTEGER NOT NULL,
    withdrawn INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE readings (
    id INTEGER NOT NULL,
    article_id VARCHAR(32) NOT NULL,
    extractor VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    claims TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    made_at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article_id) REFERENCES articles (id)
);
CREATE INDEX readings_of_article ON readings (article_id, id);
CREATE TABLE changes (
    sequence INTEGER NOT NULL,
    article_id VARCHAR(32) NOT NULL,
    kind VARCHAR NOT NULL,
    PRIMARY KEY (sequence),
    FOREIGN KEY(article_id) REFERENCES articles (id)
);
CREATE INDEX changes_of_article ON changes (article_id, sequence);
CREATE TABLE withdrawn_claims (
    claim_id VARCHAR(32) NOT NULL,
    article_id VARCHAR(32) NOT NULL,
    PRIMARY KEY (claim_id),
    FOREIGN KEY(article_id) REFERENCES articles (id)
);
CREATE INDEX ix_withdrawn_claims_article_id ON withdrawn_claims (article_id);
CREATE TABLE decisions (
    sequence INTEGER NOT NULL,
    who TEXT,
    why TEXT,
    made_at VARCHAR NOT NULL,
    PRIMARY KEY (sequence),
    FOREIGN KEY(sequence) REFERENCES changes (sequence)
);
CREATE TABLE briefs (
    reading_id INTEGER NOT NULL,
    version VARCHAR NOT NULL,
    claims BLOB NOT NULL,
    marks BLOB NOT NULL,
    digest VARCHAR(64) NOT NULL,
    PRIMARY KEY (reading_id),
    FOREIGN KEY(reading_id) REFERENCES readings (id)
);
CREATE TABLE verdicts (
    sequence INTEGER NOT NULL,
    article_id VARCHAR(32) NOT NULL,
    claim_id VARCHAR(32) NOT NULL,
    decision VARCHAR NOT NULL,
    correction TEXT,
    digest VARCHAR(64) NOT NULL,
    PRIMARY KEY (sequence),
    FOREIGN KEY(sequence) REFERENCES decisions (sequence),
    FOREIGN KEY(article_id) REFERENCES articles (id)
);
CREATE INDEX ix_verdicts_article_id ON verdicts (article_id);
CREATE INDEX ix_verdicts_claim_id ON verdicts (claim_id);
CREATE TABLE mutings (
    sequence INTEGER NOT NULL,
    publisher TEXT NOT NULL,
    name TEXT NOT NULL,
    decision VARCHAR NOT NULL,
    digest VARCHAR(64) NOT NULL,
    PRIMARY KEY (sequence),
    FOREIGN KEY(sequence) REFERENCES decisions (sequence)
);
CREATE INDEX ix_mutings_publisher ON mutings (publisher);
INSERT INTO meta VALUES ('schema_version', '6');
INSERT INTO totals VALUES (1, 0, 0, 0, 0);
