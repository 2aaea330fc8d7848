// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All looks; which is for which effect says fx-editor.c.
// Layer: app.

#pragma once

#include "app/fx/fx-frame.h"

extern const LtFxLook lt_eq_editor_look;
extern const LtFxLook lt_dynamics_editor_look; /* comp, gate, limit */
extern const LtFxLook lt_shape_editor_look;    /* clip, saturate */
extern const LtFxLook lt_level_editor_look;    /* trim, transient */
extern const LtFxLook lt_sway_editor_look;     /* chorus, flanger, phaser, tremolo */
extern const LtFxLook lt_multiband_editor_look;
extern const LtFxLook lt_width_editor_look;
extern const LtFxLook lt_deess_editor_look;
extern const LtFxLook lt_convolve_editor_look;
extern const LtFxLook lt_denoise_editor_look;
extern const LtFxLook lt_dehum_editor_look;
extern const LtFxLook lt_declick_editor_look;
extern const LtFxLook lt_match_editor_look;
extern const LtFxLook lt_reverb_editor_look;
extern const LtFxLook lt_delay_editor_look;
extern const LtFxLook lt_dither_editor_look;
