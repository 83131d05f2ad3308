-- SPDX-License-Identifier: Apache-2.0
-- What was done to the copies of each image, one line an event, never changed afterwards.
-- No reference to images: the ledger outlives the record, and is kept for plans without one.

CREATE TABLE ledger (
  line    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  image   UUID NOT NULL,
  written TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  kind    VARCHAR(20) NOT NULL,
  detail  TEXT NOT NULL
);

CREATE INDEX ledger_by_image ON ledger (image, line);
