// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the benchmarks of the engine share: a session's folder, music from memory in the place of its files, time.
// Layer: tests. What goes wrong ends the program.

#pragma once

#include "engine/engine.h"
#include "session/folder.h"
#include "studio/session-spec.h"

#include <time.h>

double    lt_bench_seconds (clockid_t clock);
LtFolder *lt_bench_open (const char *path); /* to read; (transfer full) */

/* Once, before anything plays. Each strip reads another part of it. */
void lt_bench_music_make (void);

/* As lt_session_spec_new () wants it. */
bool lt_bench_music_for (void *data, const LtFeedWish *wish, LtFeed *out);

/* The engine gets the session's plan. */
void lt_bench_send (LtEngine *engine, const LtSession *session);
