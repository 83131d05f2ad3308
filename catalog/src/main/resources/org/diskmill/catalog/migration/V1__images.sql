-- SPDX-License-Identifier: Apache-2.0
-- Image records. Types are those that H2 and PostgreSQL share.

CREATE TABLE images (
  id               UUID PRIMARY KEY,
  entry            BIGINT GENERATED ALWAYS AS IDENTITY, -- orders images of the same millisecond
  name             VARCHAR(255) NOT NULL,
  status           VARCHAR(20) NOT NULL,
  disk_format      VARCHAR(40),
  container_format VARCHAR(40),
  size             BIGINT,
  virtual_size     BIGINT,
  hash_algorithm   VARCHAR(20),
  hash_value       VARCHAR(128),
  created          TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  updated          TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  version          BIGINT NOT NULL
);

CREATE INDEX images_by_name ON images (name);

CREATE TABLE image_properties (
  image UUID NOT NULL REFERENCES images (id),
  name  VARCHAR(255) NOT NULL,
  text  TEXT NOT NULL,
  PRIMARY KEY (image, name)
);

CREATE TABLE locations (
  image    UUID NOT NULL REFERENCES images (id),
  position INTEGER NOT NULL,
  store    VARCHAR(255) NOT NULL,
  url      TEXT NOT NULL,
  PRIMARY KEY (image, store)
);
