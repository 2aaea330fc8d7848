// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: waveform, ruler, overview, playhead.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/overview.h"
#include "app/widgets/palette.h"
#include "app/widgets/playhead.h"
#include "app/widgets/ruler.h"
#include "app/widgets/waveform.h"

#include <math.h>

#define RATE 48000.0

/* A made-up sound: hits that die away, 90 Hz; the right channel is half as loud. */
static guint
query (gpointer data, guint channel, double start, double per_value, guint n, float *min, float *max, float *rms)
{
  for (guint i = 0; i < n; i++)
    {
      double at = (start + i * per_value) / RATE, level = 0.9 * exp (-fmod (at, 0.5) * 6.0) * (channel == 0 ? 1.0 : 0.5);
      double wave = sin (at * 2.0 * G_PI * 90.0) * level;

      min[i] = (float) (per_value > 100.0 ? -level * 0.9 : wave);
      max[i] = (float) (per_value > 100.0 ? level : wave);
      rms[i] = (float) (per_value > 100.0 ? level * 0.6 : fabs (wave));
    }
  return n;
}

static GtkWidget *
wave (guint n_channels, guint track, int zoom, int height)
{
  g_autoptr (LtWaveSource) source = lt_wave_source_new (query, NULL, NULL, n_channels, 1.0);
  GtkWidget               *widget = lt_waveform_new ();
  const GdkRGBA           *colour = lt_palette_get_track (track);
  GdkRGBA                  peak = lt_palette_mix (lt_palette_get (LT_COLOUR_VIEW), colour, 0.62);

  lt_waveform_set_source (LT_WAVEFORM (widget), source);
  lt_waveform_set_view (LT_WAVEFORM (widget), 0.0, zoom);
  lt_waveform_set_colours (LT_WAVEFORM (widget), &peak, colour);
  gtk_widget_set_size_request (widget, 700, height);
  return widget;
}

static GtkWidget *
ruler (int zoom)
{
  static const LtRulerMarker markers[] = { { 1, "Verse 1", 0, 768000 }, { 2, "Chorus 1", 768000, 768000 }, { 3, "Ad-lib", 1200000, 0 } };
  LtTimeScale scale = { .rate_hz = RATE, .tempo_bpm = 112.0, .metre_num = 4, .metre_den = 4, .zoom = zoom };
  GtkWidget  *widget = lt_ruler_new (), *overlay = gtk_overlay_new (), *playhead = lt_playhead_new (TRUE);

  lt_ruler_set_scale (LT_RULER (widget), &scale);
  lt_ruler_set_markers (LT_RULER (widget), markers, G_N_ELEMENTS (markers));
  lt_ruler_set_loop (LT_RULER (widget), TRUE, 411429.0, 822857.0);
  lt_playhead_set_x (LT_PLAYHEAD (playhead), 333.0);
  gtk_widget_set_size_request (widget, 700, -1);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), widget);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), playhead);
  return overlay;
}

static GtkWidget *
overview (void)
{
  GtkWidget *widget = lt_overview_new ();
  float      peak[700], rms[700];

  for (int i = 0; i < 700; i++)
    {
      peak[i] = (float) (0.5 + 0.4 * sin (i * 0.02) * sin (i * 0.9));
      rms[i] = peak[i] * 0.5f;
    }
  lt_overview_set_length (LT_OVERVIEW (widget), 700.0);
  lt_overview_set_view (LT_OVERVIEW (widget), 200.0, 380.0);
  lt_overview_set_position (LT_OVERVIEW (widget), 300.0);
  lt_overview_set_columns (LT_OVERVIEW (widget), peak, rms, 700);
  gtk_widget_set_size_request (widget, 700, 42);
  return widget;
}

static GtkWidget *
build (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *reading = lt_waveform_new ();

  lt_waveform_set_note (LT_WAVEFORM (reading), "Reading…");
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Ruler: bars", ruler (47)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Ruler: close", ruler (26)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Overview", overview ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Mono", wave (1, 5, 32, 60)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Stereo", wave (2, 4, 32, 80)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Stereo, folded under 40 px", wave (2, 3, 32, 32)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Line", wave (1, 7, 2, 60)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Samples", wave (1, 8, -14, 80)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Without a source", reading));
  return box;
}

const LtGalleryPage lt_page_waveform = { "Waveform", build };
