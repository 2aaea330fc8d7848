// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small session on disk that uses every effect, for tests of studio, deliver and cli.
// Layer: tests.

#pragma once

#include "session/session.h"

/* Writes a few seconds of music-like stems into @folder/audio and describes a session of them: mono and stereo
   tracks, a drum bus, a send to a reverb, automation, a key, every effect somewhere, a master chain.
   (transfer full). */
LtSession *lt_test_song_new (const char *folder, double rate_hz, double seconds);

/* The same, mixed: a VCA ("All") above another ("Rhythm") above tracks and a bus, both with automation, delays either
   way, a narrow and a dual strip, sends with pan and lanes, and a compressor keyed by one of them. (transfer full). */
LtSession *lt_test_song_new_mixed (const char *folder, double rate_hz, double seconds);
