// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blind tests that were taken, as the document keeps them.
// Layer: session.

#pragma once

#include "session/session-types.h"

typedef enum
{
  LT_TRIAL_MASTER,
  LT_TRIAL_MIX,
  LT_TRIAL_REFERENCE,
  LT_TRIAL_N_SIDES,
} LtTrialSide;

#define LT_TRIAL_MAX_ANSWERS 1000u
#define LT_TRIAL_MAX_END_S (INT64_C (1) << 37) /* some 4000 years: a clock may be wrong, a date must be one */

/* A blind test that was taken: two sides, and how often one of them was told from the other. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  int64_t         end_s; /* when it ended: seconds since 1970, UTC */
  LtTrialSide     sides[2];
  char           *reference; /* name of the one that was compared, as it was then; empty: none was */
  char           *rival;     /* where both sides are references: of the second; else empty */
  uint32_t        n_answers; /* 1 to LT_TRIAL_MAX_ANSWERS */
  uint32_t        n_right;   /* of them */
  uint32_t        n_planned; /* as many as n_answers, or more: it was stopped before its end */
  JsonNode       *extra;
} LtTrial;
