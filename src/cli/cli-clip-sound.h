// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe clip … stretch, fit, pitch, quality, formants, effect, plain.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "session/session.h"

/* Do @words, behind the verb, begin with the number of a clip? */
bool lt_cli_clip_sound_has_number (const char *verb, char **words);

/* How "effect" is said, as a sentence. */
const char *lt_cli_clip_sound_get_effect_use (void);

/* @words behind the verb and the number. (transfer full): NULL and an error: a value or a word that makes no sense. */
LtSession *lt_cli_clip_sound_edit (const LtSession *session, const LtClip *clip, const char *verb, char **words, GError **error);

/* (transfer full): "stretch 125 %, pitch +50 ct (finer); Compressor"; NULL: nothing is set. */
char *lt_cli_clip_sound_dup_words (const LtClip *clip);

/* The clip's effects as a strip's, for their names: "comp", "eq#2". Valid while @clip is; @none: an empty list. */
LtStrip lt_cli_clip_sound_as_strip (const LtClip *clip, GPtrArray *none);
