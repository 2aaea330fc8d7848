// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The colours of the house: one table for what is drawn and for what CSS styles.
// Layer: app/widgets. Main thread only.

#pragma once

#include <gtk/gtk.h>

typedef enum
{
  LT_COLOUR_WINDOW, /* window, ruler, backgrounds of panes */
  LT_COLOUR_VIEW,   /* track lanes */
  LT_COLOUR_HEAD,   /* header bar, transport */
  LT_COLOUR_PANEL,  /* cards, strips, track headers */
  LT_COLOUR_RAISED, /* what is selected */
  LT_COLOUR_BUS,
  LT_COLOUR_DIALOG,
  LT_COLOUR_DIALOG_CARD,
  LT_COLOUR_POP,  /* popovers, value tags on plots */
  LT_COLOUR_WELL, /* plots, meters, thumbnails */
  LT_COLOUR_LINE,
  LT_COLOUR_LINE2,
  LT_COLOUR_BTN,
  LT_COLOUR_BTN_ON,
  LT_COLOUR_FG,
  LT_COLOUR_FG2,
  LT_COLOUR_FG3,
  LT_COLOUR_FG2_RAISED,
  LT_COLOUR_FG3_RAISED,
  LT_COLOUR_ACCENT,
  LT_COLOUR_ACCENT_LINE,
  LT_COLOUR_ACCENT_TEXT,
  LT_COLOUR_ACCENT_BG,
  LT_COLOUR_M1, /* zones of a level: below −18, −6, −1 dB, above */
  LT_COLOUR_M2,
  LT_COLOUR_M3,
  LT_COLOUR_M4,
  LT_COLOUR_GR,  /* gain reduction, what an effect takes away */
  LT_COLOUR_REF, /* reference song, learned noise */
  LT_COLOUR_OK,
  LT_COLOUR_WARN,
  LT_COLOUR_BAD,
  LT_COLOUR_MUTE,
  LT_COLOUR_SOLO,
  LT_COLOUR_REC,
  LT_COLOUR_REC_TEXT, /* on REC */
  LT_COLOUR_SEGMENT,  /* the segment that is on */
  LT_COLOUR_WAVE,  /* a waveform without a track: RMS */
  LT_COLOUR_WAVE2, /* and its peaks */
  LT_N_COLOURS,
} LtColour;

#define LT_PALETTE_N_TRACKS 12u

/* Borrowed, valid until the theme changes. */
const GdkRGBA *lt_palette_get (LtColour colour);

/* @track 1 to LT_PALETTE_N_TRACKS; 0 or anything else: a neutral grey. */
const GdkRGBA *lt_palette_get_track (guint track);
const char    *lt_palette_get_track_name (guint track); /* N_(); NULL outside 1–12 */

/* The class "track-N" by which @widget is styled in a track's colour, in place of the one it had; 0: the neutral one. */
void lt_palette_set_track_class (GtkWidget *widget, guint track);

/* @share of @over laid on @under, 0 to 1, opaque as @under. */
GdkRGBA lt_palette_mix (const GdkRGBA *under, const GdkRGBA *over, double share);
GdkRGBA lt_palette_alpha (const GdkRGBA *colour, double alpha);

/* The ramp of spectrograms, @level 0 (−90 dB) to 1 (0 dB). */
GdkRGBA lt_palette_heat (double level);

void     lt_palette_set_theme (gboolean dark, gboolean high_contrast);
gboolean lt_palette_is_dark (void);
gboolean lt_palette_is_high_contrast (void);

/* Grows with every change of theme: part of the key of what is cached. */
guint lt_palette_get_serial (void);

/* (transfer full): @define-color lathe_… for each colour, tracks as lathe_track_1 …; for a CSS provider. */
char *lt_palette_dup_css (void);
