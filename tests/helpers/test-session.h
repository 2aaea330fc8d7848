// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions and edits at random, for the tests of the document.
// Layer: tests.

#pragma once

#include "session/session.h"

/* A few tracks with clips, buses, sends, effects, lanes, markers. The same for the same generator. */
LtSession *lt_test_session_new (GRand *rng);

/* One edit of any family, with any values that its header allows. */
LtSession *lt_test_session_edit (const LtSession *session, GRand *rng);

/* Saved, loaded and saved again: the same bytes, and nothing lost. */
void lt_test_session_assert_round_trip (const LtSession *session);

/* A new folder below the system's temporary one; lt_test_session_remove_dir takes it away. */
char *lt_test_session_dir (void);
void  lt_test_session_remove_dir (const char *path);
