// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session as JSON, for `show`. The keys are kept.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "session/folder.h"

/* The builder's root becomes the whole session of @folder. */
void lt_cli_show_json_add (JsonBuilder *builder, LtFolder *folder);

/* A list of the session's references. */
void lt_cli_show_json_references (JsonBuilder *builder, const LtSession *session);

/* A list of the track's clips, numbered as on the command line. */
void lt_cli_show_json_clips (JsonBuilder *builder, const LtSession *session, const LtTrack *track);
