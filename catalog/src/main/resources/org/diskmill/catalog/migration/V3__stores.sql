-- SPDX-License-Identifier: Apache-2.0
-- What each store that was used was known by. A store that is not here was never used.

CREATE TABLE stores (
  id       VARCHAR(255) PRIMARY KEY,
  identity TEXT NOT NULL,
  since    TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
