// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Impulses made instead of recorded: stereo rooms, a plate, a spring.
// Layer: dsp. Pure: the same bits each time; never on the audio thread.
// Ref: J. A. Moorer, "About this reverberation business" (1979): a late room is noise that decays by bands;
// J. B. Allen, D. A. Berkley, "Image method for efficiently simulating small-room acoustics" (1979);
// V. Välimäki, J. Parker, J. S. Abel, "Parametric spring reverberation effect" (2010).

#pragma once

#include <stdint.h>

#define LT_ROOM_IMPULSE_RATE_HZ 48000.0

typedef enum
{
  LT_ROOM_IMPULSE_HALL,
  LT_ROOM_IMPULSE_CHAMBER,
  LT_ROOM_IMPULSE_ROOM,
  LT_ROOM_IMPULSE_CATHEDRAL,
  LT_ROOM_IMPULSE_PLATE,
  LT_ROOM_IMPULSE_SPRING,
  LT_ROOM_IMPULSE_KINDS
} LtRoomImpulseKind;

/* At LT_ROOM_IMPULSE_RATE_HZ. */
uint32_t lt_room_impulse_frames (LtRoomImpulseKind kind);

/* Left and right take lt_room_impulse_frames each. */
void lt_room_impulse_make (LtRoomImpulseKind kind, float *left, float *right);
