// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blind tests of a session, for `show`.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "session/session.h"

/* A line each. */
void lt_cli_trials_print (const LtSession *session);

/* A list; the keys are kept. */
void lt_cli_trials_json (JsonBuilder *builder, const LtSession *session);
