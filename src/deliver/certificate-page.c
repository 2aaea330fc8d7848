// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the top of the page to its foot: title, file, pictures, numbers, tags, warnings.
// Layer: deliver.

#include "deliver/certificate-page.h"

#include "deliver/certificate-ink.h"
#include "deliver/certificate-plots.h"
#include "deliver/certificate.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define PAGE_WIDTH 595.276 /* A4 */
#define PAGE_HEIGHT 841.89
#define MARGIN 48.0
#define INNER (PAGE_WIDTH - 2.0 * MARGIN)
#define FOOT (PAGE_HEIGHT - MARGIN)
#define GUTTER 22.0
#define LINE 13.0

static const LtCertificateFont title_font = { .size = 21, .grey = 0.0, .weight = PANGO_WEIGHT_SEMIBOLD };
static const LtCertificateFont under_font = { .size = 11, .grey = 0.3 };
static const LtCertificateFont head_font = { .size = 8.5, .grey = 0.0, .weight = PANGO_WEIGHT_SEMIBOLD };
static const LtCertificateFont label_font = { .size = 8.5, .grey = 0.4 };
static const LtCertificateFont text_font = { .size = 8.5, .grey = 0.0 };
static const LtCertificateFont value_font = { .size = 8.5, .grey = 0.0, .align = PANGO_ALIGN_RIGHT };
static const LtCertificateFont right_font = { .size = 8.5, .grey = 0.4, .align = PANGO_ALIGN_RIGHT };
static const LtCertificateFont hash_font = { .size = 7.5, .grey = 0.0, .mono = TRUE };
static const LtCertificateFont foot_font = { .size = 7.0, .grey = 0.4 };
static const LtCertificateFont foot_hash_font = { .size = 6.5, .grey = 0.4, .mono = TRUE };

typedef struct
{
  LtCertificateInk     ink;
  const LtCertificate *what;
  double               x, y, width; /* of the column under way */
} Page;

static void
rule (Page *p)
{
  lt_certificate_ink_line (&p->ink, 0.75, 0.5, MARGIN, p->y, PAGE_WIDTH - MARGIN, p->y);
}

static void
head (Page *p, const char *text)
{
  lt_certificate_ink_text (&p->ink, &head_font, p->x, p->y, p->width, text);
  p->y += LINE + 2.0;
}

/* A name at the left of the column, its value at the right. */
static void
row (Page *p, const char *label, const char *value)
{
  lt_certificate_ink_text (&p->ink, &label_font, p->x, p->y, p->width, label);
  lt_certificate_ink_text (&p->ink, &value_font, p->x + p->width * 0.4, p->y, p->width * 0.6, value);
  p->y += LINE;
}

static void
number_row (Page *p, const char *label, double value, int decimals, const char *unit)
{
  g_autofree char *number = lt_certificate_dup_number (value, decimals);
  g_autofree char *text = *unit != '\0' && !isnan (value) ? g_strdup_printf ("%s %s", number, unit) : g_strdup (number);

  row (p, label, text);
}

static char *
dup_time (double s)
{
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];
  int  minutes = (int) (s / 60.0);

  g_ascii_formatd (seconds, sizeof seconds, "%06.3f", s - 60.0 * minutes);
  return g_strdup_printf ("%d:%s", minutes, seconds);
}

static void
draw_top (Page *p)
{
  const LtTags    *tags = p->what->found->tags;
  const char      *title = lt_tags_get (tags, "title"), *artist = lt_tags_get (tags, "artist"), *album = lt_tags_get (tags, "album");
  const char      *dash = artist != NULL && album != NULL ? " – " : "";
  g_autofree char *under = g_strconcat (artist != NULL ? artist : "", dash, album != NULL ? album : "", NULL);

  lt_certificate_ink_text (&p->ink, &label_font, MARGIN, p->y, INNER * 0.6, _ ("Certificate of delivery"));
  lt_certificate_ink_text (&p->ink, &right_font, MARGIN + INNER * 0.6, p->y, INNER * 0.4, "Lathe " LATHE_VERSION);
  p->y += 17.0;
  lt_certificate_ink_text (&p->ink, &title_font, MARGIN, p->y, INNER, title != NULL ? title : p->what->name);
  p->y += 29.0;
  if (*under != '\0')
    {
      lt_certificate_ink_text (&p->ink, &under_font, MARGIN, p->y, INNER, under);
      p->y += 18.0;
    }
  p->y += 4.0;
  rule (p);
  p->y += 9.0;
}

static void
draw_file (Page *p)
{
  const LtMeasurement *m = &p->what->found->measured;
  g_autofree char     *length = dup_time (m->duration_s);
  g_autofree char     *form = g_strdup_printf (_ ("%s · %.0f Hz · %u channels · %s"), m->format, m->rate_hz, m->n_channels, length);
  const char          *labels[] = { _ ("File"), _ ("Form"), _ ("SHA-256") };
  const char          *values[] = { p->what->name, form, p->what->sha256 };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      lt_certificate_ink_text (&p->ink, &label_font, MARGIN, p->y, 60.0, labels[i]);
      lt_certificate_ink_text (&p->ink, i == 2 ? &hash_font : &text_font, MARGIN + 62.0, p->y, INNER - 62.0, values[i]);
      p->y += LINE;
    }
  p->y += 8.0;
}

static void
draw_pictures (Page *p)
{
  const LtInspection *found = p->what->found;

  lt_certificate_ink_text (&p->ink, &head_font, MARGIN, p->y, INNER, _ ("Waveform"));
  p->y += 17.0;
  lt_certificate_plots_wave (&p->ink, found, (LtCertificateBox) { MARGIN, p->y, INNER, 96.0 });
  p->y += 106.0;
  lt_certificate_ink_text (&p->ink, &head_font, MARGIN, p->y, INNER, _ ("Loudness (LUFS): short-term dark, momentary light"));
  p->y += 17.0;
  lt_certificate_plots_loudness (&p->ink, found, p->what->job->aim.target_lufs, (LtCertificateBox) { MARGIN, p->y, INNER, 112.0 });
  p->y += 112.0 + 22.0;
}

/* --- numbers, in three columns --- */

static void
column_loudness (Page *p)
{
  const LtMeasurement *m = &p->what->found->measured;
  const LtDelivery    *job = p->what->job;

  head (p, _ ("Loudness"));
  number_row (p, _ ("Integrated"), m->integrated_lufs, 1, "LUFS");
  number_row (p, _ ("Short-term, highest"), m->max_short_term_lufs, 1, "LUFS");
  number_row (p, _ ("Momentary, highest"), m->max_momentary_lufs, 1, "LUFS");
  number_row (p, _ ("Range"), m->loudness_range_lu, 1, "LU");
  number_row (p, _ ("Peak to loudness"), m->plr_lu, 1, "LU");
  if (!isnan (job->aim.target_lufs))
    number_row (p, _ ("Target"), job->aim.target_lufs, 1, "LUFS");
  if (job->fit.gain_db != 0.0 || job->fit.limited)
    number_row (p, job->fit.limited ? _ ("Gain, limited") : _ ("Gain"), job->fit.gain_db, 2, "dB");
}

static void
channels_row (Page *p, const char *label, guint value, int decimals, const char *unit)
{
  const LtInspection *found = p->what->found;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < MIN (found->n_channels, 2); c++)
    {
      g_autofree char *number = lt_certificate_dup_number (lt_certificate_channel_value (&found->channels[c], value), decimals);

      g_string_append_printf (text, "%s%s", c > 0 ? "  /  " : "", number);
    }
  g_string_append_printf (text, "%s%s", *unit != '\0' ? " " : "", unit);
  row (p, label, text->str);
}

static void
column_peaks (Page *p)
{
  const LtInspection *found = p->what->found;

  head (p, found->n_channels > 1 ? _ ("Peaks, left / right") : _ ("Peaks"));
  channels_row (p, _ ("True peak"), 0, 2, "dBTP");
  channels_row (p, _ ("Sample peak"), 1, 2, "dBFS");
  channels_row (p, _ ("RMS level"), 2, 1, "dBFS");
  channels_row (p, _ ("DC offset"), 3, 6, "");
  if (!isnan (p->what->job->aim.ceiling_dbtp))
    number_row (p, _ ("Ceiling"), p->what->job->aim.ceiling_dbtp, 2, "dBTP");
  number_row (p, _ ("Clipped runs"), found->measured.clipped_runs, 0, "");
  if (found->clips->len > 0)
    {
      const LtInspectClip *clip = &g_array_index (found->clips, LtInspectClip, 0);
      g_autofree char     *at = dup_time ((double) clip->frame / found->measured.rate_hz);

      row (p, _ ("First clipped at"), at);
    }
}

static void
column_signal (Page *p)
{
  const LtInspection *found = p->what->found;
  g_autofree char    *at = isnan (found->min_correlation_at_s) ? NULL : dup_time (found->min_correlation_at_s);
  g_autofree char    *bits = found->bits_in_use > 0 ? g_strdup_printf ("%u", found->bits_in_use) : g_strdup (_ ("all"));

  head (p, _ ("Signal"));
  number_row (p, _ ("Correlation"), found->measured.correlation, 2, "");
  if (at != NULL)
    {
      g_autofree char *number = lt_certificate_dup_number (found->min_correlation, 2);
      /* Translators: the lowest correlation, and when */
      g_autofree char *text = g_strdup_printf (_ ("%s at %s"), number, at);

      row (p, _ ("Lowest"), text);
    }
  number_row (p, _ ("Silence, start"), found->leading_silence_s, 3, "s");
  number_row (p, _ ("Silence, end"), found->trailing_silence_s, 3, "s");
  row (p, _ ("Bits in use"), bits);
  row (p, _ ("Dither"), lt_file_format_dither_key (p->what->job->dither));
  number_row (p, _ ("Noise floor"), found->measured.noise_floor_dbfs, 1, "dBFS");
}

static void
draw_numbers (Page *p)
{
  void (*const columns[]) (Page *) = { column_loudness, column_peaks, column_signal };
  double top = p->y, lowest = top, x = MARGIN;
  double width = (INNER - 2.0 * GUTTER) / 3.0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      p->x = x;
      p->y = top;
      p->width = width + (i == 1 ? 16.0 : -8.0); /* two numbers in a row */
      columns[i](p);
      x += p->width + GUTTER;
      lowest = MAX (lowest, p->y);
    }
  p->y = lowest + 6.0;
  rule (p);
  p->y += 9.0;
}

/* --- tags, warnings, foot --- */

static void
draw_tags (Page *p)
{
  const LtTags *tags = p->what->found->tags;
  guint         n = lt_tags_n_set (tags), half = (n + 1) / 2, i = 0;
  double        top;

  if (n == 0)
    return;
  lt_certificate_ink_text (&p->ink, &head_font, MARGIN, p->y, INNER, _ ("Tags, as read from the file"));
  top = p->y += LINE + 2.0;
  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    {
      const char *value = lt_tags_get (tags, *key);
      double      x = MARGIN + (i < half ? 0.0 : (INNER + GUTTER) / 2.0), width = (INNER - GUTTER) / 2.0;

      if (value == NULL)
        continue;
      p->y = top + LINE * (i % half);
      lt_certificate_ink_text (&p->ink, &label_font, x, p->y, 64.0, *key);
      lt_certificate_ink_text (&p->ink, &text_font, x + 66.0, p->y, width - 66.0, value);
      i++;
    }
  p->y = top + LINE * half + 6.0;
  rule (p);
  p->y += 9.0;
}

static void
draw_sentences (Page *p, const char *title, const GPtrArray *sentences)
{
  guint room = (guint) MAX ((FOOT - 34.0 - p->y) / LINE - 1.0, 0.0);

  if (sentences == NULL || sentences->len == 0 || room == 0)
    return;
  p->x = MARGIN;
  p->width = INNER;
  head (p, title);
  for (guint i = 0; i < sentences->len; i++)
    {
      if (i + 1 == room && i + 1 < sentences->len)
        {
          guint            left = sentences->len - i;
          g_autofree char *more = g_strdup_printf (ngettext ("and %u more, in the certificate's JSON", "and %u more, in the certificate's JSON", left), left);

          lt_certificate_ink_text (&p->ink, &label_font, MARGIN, p->y, INNER, more);
          p->y += LINE;
          break;
        }
      lt_certificate_ink_text (&p->ink, &text_font, MARGIN, p->y, INNER, g_ptr_array_index (sentences, i));
      p->y += LINE;
    }
  p->y += 6.0;
}

static void
draw_foot (Page *p)
{
  g_autofree char *session = g_strdup_printf (_ ("Session “%s”"), p->what->job->session->title);
  double           y = FOOT - 20.0;

  lt_certificate_ink_line (&p->ink, 0.75, 0.5, MARGIN, y - 6.0, PAGE_WIDTH - MARGIN, y - 6.0);
  lt_certificate_ink_text (&p->ink, &foot_font, MARGIN, y, 190.0, session);
  lt_certificate_ink_text (&p->ink, &foot_hash_font, MARGIN + 194.0, y, INNER - 194.0, p->what->session_sha256);
  lt_certificate_ink_text (&p->ink, &foot_font, MARGIN, y + 11.0, INNER,
                           _ ("Silence is what stays under −80 dBFS. “lathe verify FILE CERTIFICATE.json” measures the file again and names what differs."));
}

static cairo_status_t
take_bytes (void *data, const unsigned char *bytes, unsigned int n)
{
  g_byte_array_append (data, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw (Page *p)
{
  p->y = MARGIN;
  draw_top (p);
  draw_file (p);
  draw_pictures (p);
  draw_numbers (p);
  draw_tags (p);
  draw_sentences (p, _ ("Warnings that were overridden"), p->what->job->certificate.warnings);
  draw_sentences (p, _ ("Notes"), p->what->job->notes);
  draw_foot (p);
}

GBytes *
lt_certificate_page_draw (const LtCertificate *certificate, GError **error)
{
  GByteArray      *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t         *cr = cairo_create (surface);
  PangoFontMap    *fonts = pango_cairo_font_map_new (); /* of this page alone: the default one is kept for the thread's life */
  PangoContext    *context = pango_font_map_create_context (fonts);
  Page             page = { .ink = { cr, NULL }, .what = certificate };

  pango_cairo_update_context (cr, context);
  page.ink.layout = pango_layout_new (context);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, certificate->name);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Lathe " LATHE_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, ""); /* none: same certificate, same bytes */
  draw (&page);
  cairo_show_page (cr);
  g_object_unref (page.ink.layout);
  g_object_unref (context);
  g_object_unref (fonts);
  cairo_destroy (cr);
  cairo_surface_finish (surface);

  cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_CERTIFICATE, _ ("The certificate's page could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}
