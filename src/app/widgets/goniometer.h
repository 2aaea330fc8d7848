// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The stereo image as a cloud: left to the upper left, right to the upper right, mono upwards.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_GONIOMETER (lt_goniometer_get_type ())
G_DECLARE_FINAL_TYPE (LtGoniometer, lt_goniometer, LT, GONIOMETER, GtkWidget)

typedef struct
{
  float side, mid;
} LtGoniometerPoint;

/* Square, 136 px and more. A click, Enter or Space changes between the whole diamond and its upper half. */
GtkWidget *lt_goniometer_new (void);

/* The last moment's points, oldest first; copied. */
void lt_goniometer_set_points (LtGoniometer *self, const LtGoniometerPoint *points, guint n);

/* Said in words; NAN: not known. */
void lt_goniometer_set_correlation (LtGoniometer *self, double correlation);
