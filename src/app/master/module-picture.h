// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a card of the chain shows of its effect: a small picture and two values.
// Layer: app. Main thread.

#pragma once

#include "session/session.h"

#include <gtk/gtk.h>

#define LT_MODULE_PICTURE_HISTORY 120u

typedef struct
{
  float history[LT_MODULE_PICTURE_HISTORY]; /* dB of reduction, newest last */
  float levels[LT_MODULE_PICTURE_HISTORY];  /* of the picture's height, beside it; 0: none */
  float readouts[LT_FX_MAX_READOUTS];       /* the newest */
} LtModulePicture;

/* What the effect takes away now, dB, 0 or more; FALSE: it is no matter of that. */
gboolean lt_module_picture_has_reduction (const LtFxType *type);
double   lt_module_picture_reduction_db (const LtModulePicture *self, const LtFxType *type);

/* Takes in the readouts of a frame, and how loud the master was; NULL: nothing plays. TRUE: the picture is another. */
gboolean lt_module_picture_push (LtModulePicture *self, const LtFxType *type, const float *readouts, double level_db);

void lt_module_picture_draw (const LtModulePicture *self, const LtSlot *slot, double rate_hz, cairo_t *cr, int width, int height);

/* (transfer full): the value that says most, and the next; of an effect that reduces, the second is empty. */
char *lt_module_picture_dup_first (const LtSlot *slot);
char *lt_module_picture_dup_second (const LtSlot *slot);
