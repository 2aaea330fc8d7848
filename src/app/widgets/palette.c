// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Both themes as tables (visual-spec 1), and the one that is on.
// Layer: app/widgets.

#include "app/widgets/palette.h"

#include <glib/gi18n.h>

#define RGB(hex) { ((hex) >> 16 & 255) / 255.0f, ((hex) >> 8 & 255) / 255.0f, ((hex) & 255) / 255.0f, 1.0f }
#define WHITE(alpha) { 1.0f, 1.0f, 1.0f, alpha }
#define BLACK(alpha) { 0.0f, 0.0f, 0.0f, alpha }
#define N_HEAT 7

typedef struct
{
  const char *name; /* in CSS, behind lathe_ */
  GdkRGBA     dark, light;
} Row;

static const Row rows[LT_N_COLOURS] = {
  [LT_COLOUR_WINDOW] = { "window", RGB (0x242424), RGB (0xf6f6f6) },
  [LT_COLOUR_VIEW] = { "view", RGB (0x1c1c1c), RGB (0xffffff) },
  [LT_COLOUR_HEAD] = { "head", RGB (0x2e2e2e), RGB (0xebebeb) },
  [LT_COLOUR_PANEL] = { "panel", RGB (0x2b2b2b), RGB (0xffffff) },
  [LT_COLOUR_RAISED] = { "raised", RGB (0x3b3b3b), RGB (0xe4e4e4) },
  [LT_COLOUR_BUS] = { "bus", RGB (0x303030), RGB (0xf2f2f2) },
  [LT_COLOUR_DIALOG] = { "dialog", RGB (0x303030), RGB (0xfafafa) },
  [LT_COLOUR_DIALOG_CARD] = { "dialog_card", RGB (0x363636), RGB (0xffffff) },
  [LT_COLOUR_POP] = { "pop", RGB (0x383838), RGB (0xffffff) },
  [LT_COLOUR_WELL] = { "well", RGB (0x161616), RGB (0xfbfbfb) },
  [LT_COLOUR_LINE] = { "line", WHITE (0.075f), BLACK (0.09f) },
  [LT_COLOUR_LINE2] = { "line2", WHITE (0.15f), BLACK (0.19f) },
  [LT_COLOUR_BTN] = { "btn", WHITE (0.09f), BLACK (0.075f) },
  [LT_COLOUR_BTN_ON] = { "btn_on", WHITE (0.15f), BLACK (0.14f) },
  [LT_COLOUR_FG] = { "fg", RGB (0xf2f2f2), RGB (0x1e1e1e) },
  [LT_COLOUR_FG2] = { "fg2", RGB (0xb6b6b6), RGB (0x505050) },
  [LT_COLOUR_FG3] = { "fg3", RGB (0xa0a0a0), RGB (0x676767) },
  [LT_COLOUR_FG2_RAISED] = { "fg2_raised", RGB (0xc6c6c6), RGB (0x505050) },
  [LT_COLOUR_FG3_RAISED] = { "fg3_raised", RGB (0xb0b0b0), RGB (0x5c5c5c) },
  [LT_COLOUR_ACCENT] = { "accent", RGB (0x2f74d6), RGB (0x2f74d6) },
  [LT_COLOUR_ACCENT_LINE] = { "accent_line", RGB (0x6aa8ff), RGB (0x2f74d6) },
  [LT_COLOUR_ACCENT_TEXT] = { "accent_text", RGB (0x8cbcff), RGB (0x1d5fbf) },
  [LT_COLOUR_ACCENT_BG] = { "accent_bg", { 78 / 255.0f, 150 / 255.0f, 1.0f, 0.18f }, { 47 / 255.0f, 116 / 255.0f, 214 / 255.0f, 0.14f } },
  [LT_COLOUR_M1] = { "m1", RGB (0x2e9a60), RGB (0x2f9a60) },
  [LT_COLOUR_M2] = { "m2", RGB (0x4cc27c), RGB (0x1f8a50) },
  [LT_COLOUR_M3] = { "m3", RGB (0xe9b44c), RGB (0xb97a00) },
  [LT_COLOUR_M4] = { "m4", RGB (0xef5d52), RGB (0xcc3328) },
  [LT_COLOUR_GR] = { "gr", RGB (0xf09a5c), RGB (0xa34706) },
  [LT_COLOUR_REF] = { "ref", RGB (0xb6a2f2), RGB (0x6a4fc0) },
  [LT_COLOUR_OK] = { "ok", RGB (0x57c98a), RGB (0x176f3e) },
  [LT_COLOUR_WARN] = { "warn", RGB (0xeabb5c), RGB (0x855600) },
  [LT_COLOUR_BAD] = { "bad", RGB (0xff8379), RGB (0xb3261e) },
  [LT_COLOUR_MUTE] = { "mute", RGB (0x8fa7c4), RGB (0x8fa7c4) },
  [LT_COLOUR_SOLO] = { "solo", RGB (0xe9c85a), RGB (0xe7c04a) },
  [LT_COLOUR_REC] = { "rec", RGB (0xef5d52), RGB (0xcc3328) },
  [LT_COLOUR_REC_TEXT] = { "rec_text", RGB (0x2a0805), RGB (0xffffff) },
  [LT_COLOUR_SEGMENT] = { "segment", WHITE (0.15f), RGB (0xffffff) },
  [LT_COLOUR_WAVE] = { "wave", RGB (0xc9c9c9), RGB (0x555555) },
  [LT_COLOUR_WAVE2] = { "wave2", RGB (0x7d7d7d), RGB (0xa8a8a8) },
};

static const Row tracks[LT_PALETTE_N_TRACKS + 1] = {
  { NULL, RGB (0x8a8a8a), RGB (0x7a7a7a) },
  { N_ ("Coral"), RGB (0xe88f77), RGB (0x9a4743) },
  { N_ ("Sand"), RGB (0xa38840), RGB (0x845500) },
  { N_ ("Fern"), RGB (0x7bc790), RGB (0x005328) },
  { N_ ("Sky"), RGB (0x77deff), RGB (0x0086bc) },
  { N_ ("Rose"), RGB (0xcb687c), RGB (0x88064a) },
  { N_ ("Lime"), RGB (0xc5d98a), RGB (0x55812e) },
  { N_ ("Lavender"), RGB (0x907cc3), RGB (0x48368b) },
  { N_ ("Teal"), RGB (0x1ebbaa), RGB (0x007f7c) },
  { N_ ("Clay"), RGB (0xaa7558), RGB (0x6c3800) },
  { N_ ("Orchid"), RGB (0xdea9dd), RGB (0x9b50a1) },
  { N_ ("Slate"), RGB (0x74899e), RGB (0x395161) },
  { N_ ("Ivory"), RGB (0xddd0bc), RGB (0x7b7563) },
};

static const GdkRGBA heat[N_HEAT] = {
  RGB (0x121214), RGB (0x261e3c), RGB (0x5c2a6c), RGB (0xa83e62), RGB (0xe27048), RGB (0xf4b660), RGB (0xfcf0c8),
};

static gboolean theme_dark = TRUE, theme_contrast;
static guint    theme_serial = 1;
static GdkRGBA  now[LT_N_COLOURS];
static gboolean now_is_set;

/* High contrast: lines at 40 %, all text as strong as the strongest. */
static void
fill (void)
{
  for (int i = 0; i < LT_N_COLOURS; i++)
    now[i] = theme_dark ? rows[i].dark : rows[i].light;
  if (theme_contrast)
    {
      now[LT_COLOUR_LINE].alpha = now[LT_COLOUR_LINE2].alpha = 0.4f;
      now[LT_COLOUR_FG2] = now[LT_COLOUR_FG3] = now[LT_COLOUR_FG];
      now[LT_COLOUR_FG2_RAISED] = now[LT_COLOUR_FG3_RAISED] = now[LT_COLOUR_FG];
    }
  now_is_set = TRUE;
}

const GdkRGBA *
lt_palette_get (LtColour colour)
{
  g_return_val_if_fail (colour < LT_N_COLOURS, &rows[LT_COLOUR_FG].dark);

  if (!now_is_set)
    fill ();
  return &now[colour];
}

const GdkRGBA *
lt_palette_get_track (guint track)
{
  const Row *row = &tracks[track <= LT_PALETTE_N_TRACKS ? track : 0];

  return theme_dark ? &row->dark : &row->light;
}

const char *
lt_palette_get_track_name (guint track)
{
  return track <= LT_PALETTE_N_TRACKS ? tracks[track].name : NULL;
}

void
lt_palette_set_track_class (GtkWidget *widget, guint track)
{
  char class[16];

  for (guint i = 0; i <= LT_PALETTE_N_TRACKS; i++)
    {
      g_snprintf (class, sizeof class, "track-%u", i);
      gtk_widget_remove_css_class (widget, class);
    }
  g_snprintf (class, sizeof class, "track-%u", track);
  gtk_widget_add_css_class (widget, class);
}

GdkRGBA
lt_palette_mix (const GdkRGBA *under, const GdkRGBA *over, double share)
{
  float s = (float) CLAMP (share, 0.0, 1.0);

  return (GdkRGBA) {
    under->red + (over->red - under->red) * s,
    under->green + (over->green - under->green) * s,
    under->blue + (over->blue - under->blue) * s,
    under->alpha,
  };
}

GdkRGBA
lt_palette_alpha (const GdkRGBA *colour, double alpha)
{
  GdkRGBA out = *colour;

  out.alpha = (float) alpha;
  return out;
}

GdkRGBA
lt_palette_heat (double level)
{
  double at = CLAMP (level, 0.0, 1.0) * (N_HEAT - 1);
  int    i = MIN ((int) at, N_HEAT - 2);

  return lt_palette_mix (&heat[i], &heat[i + 1], at - i);
}

void
lt_palette_set_theme (gboolean dark, gboolean high_contrast)
{
  if (now_is_set && dark == theme_dark && high_contrast == theme_contrast)
    return;
  theme_dark = dark;
  theme_contrast = high_contrast;
  theme_serial++;
  fill ();
}

gboolean
lt_palette_is_dark (void)
{
  return theme_dark;
}

gboolean
lt_palette_is_high_contrast (void)
{
  return theme_contrast;
}

guint
lt_palette_get_serial (void)
{
  return theme_serial;
}

char *
lt_palette_dup_css (void)
{
  GString *css = g_string_new (NULL);

  for (int i = 0; i < LT_N_COLOURS; i++)
    {
      g_autofree char *text = gdk_rgba_to_string (lt_palette_get (i));

      g_string_append_printf (css, "@define-color lathe_%s %s;\n", rows[i].name, text);
    }
  for (guint i = 1; i <= LT_PALETTE_N_TRACKS; i++)
    {
      g_autofree char *text = gdk_rgba_to_string (lt_palette_get_track (i));

      g_string_append_printf (css, "@define-color lathe_track_%u %s;\n", i, text);
    }
  return g_string_free (css, FALSE);
}
