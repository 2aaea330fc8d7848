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
