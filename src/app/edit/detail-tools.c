// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Buttons, and the settings of the edits behind them.
// Layer: app.

#include "app/edit/detail-tools.h"

#include "app/edit/detail-edit.h"
#include "app/shell/actions.h"
#include "app/widgets/scroll-box.h"
#include "app/widgets/seg.h"
#include "app/widgets/sensitive.h"
#include "app/widgets/value-field.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_PX 120

struct _LtDetailTools
{
  GtkWidget parent_instance;

  LtDetailSpan     *span;
  LtDetailSamples  *samples;
  LtDetailSpectrum *spectrum;
  LtDetailPage      page;
  GtkWidget        *pages[LT_DETAIL_N_PAGES]; /* scrolled where there is little room */
  GtkWidget        *rows[LT_DETAIL_N_PAGES];
  GtkWidget        *gain, *feather, *window, *scale, *what;
  GtkWidget        *channels[2]; /* of samples and spectrogram */
};

G_DEFINE_FINAL_TYPE (LtDetailTools, lt_detail_tools, GTK_TYPE_WIDGET)

static void
run (LtDetailTools *self, LtSampleEditKind kind, const char *done)
{
  lt_detail_edit_run (GTK_WIDGET (self), self->span,
                      &(LtDetailEdit) { .kind = kind,
                                        .gain_db = lt_control_get_value (LT_CONTROL (self->gain)),
                                        .feather_ms = lt_control_get_value (LT_CONTROL (self->feather)),
                                        .size = lt_detail_spectrum_get_size (self->spectrum),
                                        .done = done });
}

static void
on_attenuate (LtDetailTools *self)
{
  LtNumberFormat   format = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min = -60.0, .max = 24.0, .min_is_inf = TRUE };
  double           gain_db = lt_control_get_value (LT_CONTROL (self->gain));
  g_autofree char *gain = lt_number_text_dup (&format, gain_db);
  /* Translators: a gain, as −6.0 dB */
  g_autofree char *done = g_strdup_printf (_ ("Part of the spectrum changed by %s"), gain);

  run (self, LT_SAMPLE_EDIT_GAIN, done);
}

static void
on_repair (LtDetailTools *self)
{
  run (self, LT_SAMPLE_EDIT_REPAIR, _ ("Part of the spectrum rebuilt from both sides"));
}

static void
on_learn (LtDetailTools *self)
{
  lt_detail_edit_learn (GTK_WIDGET (self), self->span);
}

static void
on_silence (LtDetailTools *self)
{
  run (self, LT_SAMPLE_EDIT_SILENCE, _ ("Selection made silent"));
}

static void
on_smooth (LtDetailTools *self)
{
  run (self, LT_SAMPLE_EDIT_SMOOTH, _ ("Selection smoothed"));
}

static void
on_fill (LtDetailTools *self)
{
  run (self, LT_SAMPLE_EDIT_FILL, _ ("Selection rebuilt from the sound around it"));
}

static void
on_declip (LtDetailTools *self)
{
  run (self, LT_SAMPLE_EDIT_DECLIP, NULL);
}

static void
find (LtDetailTools *self, gboolean is_backward)
{
  lt_detail_edit_find (GTK_WIDGET (self), self->span, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)) == 0 ? LT_SAMPLE_FIND_CLICK : LT_SAMPLE_FIND_CLIPPED,
                       is_backward);
}

static void
on_previous (LtDetailTools *self)
{
  find (self, TRUE);
}

static void
on_next (LtDetailTools *self)
{
  find (self, FALSE);
}

static void
on_pencil (GtkToggleButton *button, LtDetailTools *self)
{
  lt_detail_samples_set_pencil (self->samples, gtk_toggle_button_get_active (button));
  if (gtk_toggle_button_get_active (button) && lt_time_scale_get_frames_per_pixel (lt_detail_span_get_scale (self->span)) > 1.0)
    lt_detail_span_zoom_at (self->span, LT_DETAIL_SAMPLES_ZOOM - lt_detail_span_get_scale (self->span)->zoom, -1.0);
}

static void
on_brush (GtkToggleButton *button, LtDetailTools *self)
{
  lt_detail_spectrum_set_brush (self->spectrum, gtk_toggle_button_get_active (button));
}

static void
on_window (GtkDropDown *drop_down, GParamSpec *pspec, LtDetailTools *self)
{
  lt_detail_spectrum_set_size (self->spectrum, 512u << gtk_drop_down_get_selected (drop_down));
}

static void
on_scale (LtSeg *seg, guint index, LtDetailTools *self)
{
  lt_detail_spectrum_set_log (self->spectrum, index == 0);
}

static void
on_channels (GtkDropDown *drop_down, GParamSpec *pspec, LtDetailTools *self)
{
  if (gtk_drop_down_get_selected (drop_down) != lt_detail_span_get_channels (self->span))
    lt_detail_span_set_channels (self->span, gtk_drop_down_get_selected (drop_down));
}

/* --- what follows the span --- */

static void
on_selection (LtDetailTools *self)
{
  const LtClip   *clip = lt_detail_span_get_clip (self->span, NULL);
  const LtSource *source = lt_detail_span_get_source (self->span);

  lt_sensitive_set (GTK_WIDGET (self), clip != NULL && !clip->locked && !lt_detail_span_get_busy (self->span));
  for (int i = 0; i < 2; i++)
    {
      gtk_widget_set_visible (self->channels[i], source != NULL && source->n_channels > 1);
      if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->channels[i])) != lt_detail_span_get_channels (self->span) && source != NULL && source->n_channels > 1)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->channels[i]), lt_detail_span_get_channels (self->span));
    }
}

/* --- building --- */

static GtkWidget *
button (LtDetailTools *self, const char *label, const char *tooltip, GCallback callback)
{
  GtkWidget *made = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (made, tooltip);
  gtk_widget_add_css_class (made, "small");
  gtk_widget_set_valign (made, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (made, FALSE); /* the picture keeps the keyboard */
  g_signal_connect_swapped (made, "clicked", callback, self);
  return made;
}

static GtkWidget *
icon_button (LtDetailTools *self, const char *icon, const char *tooltip, GCallback callback)
{
  GtkWidget *made = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (made, "tool");
  gtk_widget_add_css_class (made, "small");
  gtk_widget_add_css_class (made, "flat");
  gtk_widget_set_valign (made, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (made, FALSE); /* the picture keeps the keyboard */
  lt_actions_set_name (made, tooltip);
  g_signal_connect_swapped (made, "clicked", callback, self);
  return made;
}

static GtkWidget *
toggle (LtDetailTools *self, const char *label, const char *tooltip, GCallback callback)
{
  GtkWidget *made = gtk_toggle_button_new_with_label (label);

  gtk_widget_set_tooltip_text (made, tooltip);
  gtk_widget_add_css_class (made, "small");
  gtk_widget_set_valign (made, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (made, FALSE); /* the picture keeps the keyboard */
  g_signal_connect (made, "toggled", callback, self);
  return made;
}

static GtkWidget *
channels_new (LtDetailTools *self)
{
  const char *const labels[] = { _ ("L+R"), _ ("L"), _ ("R"), NULL };
  GtkWidget        *made = gtk_drop_down_new_from_strings (labels);

  gtk_widget_add_css_class (made, "strip");
  gtk_widget_set_valign (made, GTK_ALIGN_CENTER);
  lt_actions_set_name (made, _ ("Channels that are changed"));
  g_signal_connect (made, "notify::selected", G_CALLBACK (on_channels), self);
  return made;
}

static void
add_page (LtDetailTools *self, LtDetailPage page, GtkWidget *const *widgets, guint n)
{
  self->rows[page] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->rows[page]), widgets[i]);
  self->pages[page] = lt_scroll_box_new (GTK_ORIENTATION_HORIZONTAL, self->rows[page]);
  gtk_widget_set_parent (self->pages[page], GTK_WIDGET (self));
}

static GtkWidget *
labelled (const char *text, GtkWidget *widget)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), widget);
  return row;
}

/* Window, scale and feather: set seldom. */
static GtkWidget *
build_options (LtDetailTools *self)
{
  const char *const sizes[] = { "512", "1024", "2048", "4096", "8192", NULL }, *const scales[] = { _ ("Log"), _ ("Linear"), NULL };
  LtValueSpec       feather = { .label = _ ("Feather"), .format = { .kind = LT_NUMBER_MS, .min = 0.0, .max = 1000.0 }, .travel = LT_TRAVEL_LINEAR, .min = 0.0,
                                .max = 1000.0, .def = 8.0, .step = 1.0 };
  GtkWidget        *menu = gtk_menu_button_new (), *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->window = gtk_drop_down_new_from_strings (sizes);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->window), 2);
  lt_actions_set_name (self->window, _ ("Samples of a spectrum: more tell frequencies apart, fewer times"));
  g_signal_connect (self->window, "notify::selected", G_CALLBACK (on_window), self);
  self->scale = lt_seg_new (scales);
  lt_seg_set_name (LT_SEG (self->scale), _ ("Scale of frequencies"));
  g_signal_connect (self->scale, "picked", G_CALLBACK (on_scale), self);
  self->feather = lt_value_field_new (&feather);
  lt_control_set_value (LT_CONTROL (self->feather), 8.0);
  gtk_widget_set_size_request (self->feather, 72, -1);
  gtk_box_append (GTK_BOX (box), labelled (_ ("Window"), self->window));
  gtk_box_append (GTK_BOX (box), labelled (_ ("Scale"), self->scale));
  gtk_box_append (GTK_BOX (box), labelled (_ ("Feather"), self->feather));
  gtk_widget_set_size_request (box, 200, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_widget_add_css_class (menu, "small");
  gtk_widget_add_css_class (menu, "flat");
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  lt_actions_set_name (menu, _ ("Spectrogram settings"));
  return menu;
}

static void
build_spectrogram (LtDetailTools *self)
{
  LtValueSpec gain = { .label = _ ("Gain of Attenuate"), .format = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min = -60.0, .max = 24.0, .min_is_inf = TRUE },
                       .travel = LT_TRAVEL_LINEAR, .min = -60.0, .max = 24.0, .def = -6.0, .step = 0.5 };

  self->gain = lt_value_field_new (&gain);
  lt_control_set_value (LT_CONTROL (self->gain), -6.0);
  gtk_widget_set_size_request (self->gain, 64, -1);
  gtk_widget_set_valign (self->gain, GTK_ALIGN_CENTER);
  self->channels[1] = channels_new (self);
  GtkWidget *const widgets[] = {
    button (self, _ ("Repair"), _ ("Rebuild the selection from what is before and behind it"), G_CALLBACK (on_repair)),
    button (self, _ ("Attenuate"), _ ("Change the selection by the gain beside"), G_CALLBACK (on_attenuate)),
    self->gain,
    button (self, _ ("Learn noise"), _ ("Noise reduction of this track learns the selection"), G_CALLBACK (on_learn)),
    toggle (self, _ ("Brush"), _ ("Paint what is to be changed; Shift adds to it"), G_CALLBACK (on_brush)),
    self->channels[1],
    build_options (self),
  };

  add_page (self, LT_DETAIL_PAGE_SPECTROGRAM, widgets, G_N_ELEMENTS (widgets));
}

static void
build_samples (LtDetailTools *self)
{
  const char *const places[] = { _ ("Clicks"), _ ("Clipping"), NULL };

  self->channels[0] = channels_new (self);
  self->what = gtk_drop_down_new_from_strings (places);
  gtk_widget_add_css_class (self->what, "strip");
  gtk_widget_set_valign (self->what, GTK_ALIGN_CENTER);
  lt_actions_set_name (self->what, _ ("What to look for"));
  GtkWidget *const widgets[] = {
    toggle (self, _ ("Draw"), _ ("Draw samples with the pencil"), G_CALLBACK (on_pencil)),
    button (self, _ ("Smooth"), _ ("Filter the selection: each sample the mean of its neighbours, 1 4 6 4 1"), G_CALLBACK (on_smooth)),
    button (self, _ ("Repair click"), _ ("Put the selected samples in anew from the sound around them"), G_CALLBACK (on_fill)),
    button (self, _ ("Fix clipping"), _ ("Rebuild tops that were cut off, in the selection or in the whole clip"), G_CALLBACK (on_declip)),
    self->what,
    icon_button (self, "go-previous-symbolic", _ ("Previous place"), G_CALLBACK (on_previous)),
    icon_button (self, "go-next-symbolic", _ ("Next place"), G_CALLBACK (on_next)),
    self->channels[0],
  };

  add_page (self, LT_DETAIL_PAGE_SAMPLES, widgets, G_N_ELEMENTS (widgets));
}

void
lt_detail_tools_set_page (LtDetailTools *self, LtDetailPage page)
{
  self->page = page;
  for (int i = 0; i < LT_DETAIL_N_PAGES; i++)
    gtk_widget_set_visible (self->pages[i], i == (int) page);
}

/* As wide as its buttons where there is room, else they are scrolled. */
static void
lt_detail_tools_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  LtDetailTools *self = LT_DETAIL_TOOLS (widget);

  gtk_widget_measure (self->rows[self->page], orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*natural, LEAST_PX);
}

static void
lt_detail_tools_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *page = LT_DETAIL_TOOLS (widget)->pages[LT_DETAIL_TOOLS (widget)->page];

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (page, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
lt_detail_tools_dispose (GObject *object)
{
  LtDetailTools *self = LT_DETAIL_TOOLS (object);

  for (int i = 0; i < LT_DETAIL_N_PAGES; i++)
    g_clear_pointer (&self->pages[i], gtk_widget_unparent);
  g_clear_object (&self->span);
  G_OBJECT_CLASS (lt_detail_tools_parent_class)->dispose (object);
}

static void
lt_detail_tools_class_init (LtDetailToolsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_detail_tools_dispose;
  GTK_WIDGET_CLASS (class)->measure = lt_detail_tools_measure;
  GTK_WIDGET_CLASS (class)->size_allocate = lt_detail_tools_size_allocate;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "detailtools");
}

static void
lt_detail_tools_init (LtDetailTools *self)
{
}

GtkWidget *
lt_detail_tools_new (LtDetailSpan *span, LtDetailSamples *samples, LtDetailSpectrum *spectrum)
{
  LtDetailTools *self = g_object_new (LT_TYPE_DETAIL_TOOLS, NULL);

  self->span = g_object_ref (span);
  self->samples = samples;
  self->spectrum = spectrum;
  GtkWidget *const silence = button (self, _ ("Silence"), _ ("Make the selection silent"), G_CALLBACK (on_silence));
  add_page (self, LT_DETAIL_PAGE_WAVEFORM, &silence, 1);
  build_samples (self);
  build_spectrogram (self);
  g_signal_connect_object (span, "changed", G_CALLBACK (on_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (span, "selection", G_CALLBACK (on_selection), self, G_CONNECT_SWAPPED);
  lt_detail_tools_set_page (self, LT_DETAIL_PAGE_WAVEFORM);
  on_selection (self);
  return GTK_WIDGET (self);
}
