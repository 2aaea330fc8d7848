// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page of panels beside a side column, which folds away where there is little room.
// Layer: app.

#include "app/master/master-view.h"

#include "app/master/ab-row.h"
#include "app/master/blind-test.h"
#include "app/master/chain-view.h"
#include "app/master/codec-preview.h"
#include "app/master/deliveries-panel.h"
#include "app/master/loudness-panel.h"
#include "app/master/master-fold.h"
#include "app/master/match-dialog.h"
#include "app/master/mix-print-button.h"
#include "app/master/song-view.h"
#include "app/master/spectrum-panel.h"
#include "app/master/stereo-panel.h"
#include "app/master/version-menu.h"
#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "app/shell/settings.h"
#include "app/widgets/seg.h"
#include "studio/live-analysis.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_MASTER_VIEW (lt_master_view_get_type ())
G_DECLARE_FINAL_TYPE (LtMasterView, lt_master_view, LT, MASTER_VIEW, GtkWidget)

static const LtActionRow rows[] = {
  { "master.hear-mix", N_ ("Hear the mix"), N_ ("Master"), "1", LT_ACTIONS_MASTER },
  { "master.hear-master", N_ ("Hear the master"), N_ ("Master"), "2", LT_ACTIONS_MASTER },
  { "master.hear-reference", N_ ("Hear the reference"), N_ ("Master"), "3", LT_ACTIONS_MASTER },
  { "master.match", N_ ("Match loudness"), N_ ("Master"), "g", LT_ACTIONS_MASTER },
  { "master.delta", N_ ("Hear what the master changes"), N_ ("Master"), "d", LT_ACTIONS_MASTER },
  { "master.alone", N_ ("Hear one effect of the chain alone"), N_ ("Master"), "a", LT_ACTIONS_MASTER },
  { "master.bypass", N_ ("Bypass the whole chain, and back"), N_ ("Master"), "<Shift>b", LT_ACTIONS_MASTER },
  { "master.version-next", N_ ("Next version of the chain"), N_ ("Master"), "v", LT_ACTIONS_MASTER },
  { "master.version-previous", N_ ("Previous version of the chain"), N_ ("Master"), "<Shift>v", LT_ACTIONS_MASTER },
  { "master.version-keep", N_ ("Keep the chain as a new version"), N_ ("Master"), "<Control><Shift>v", LT_ACTIONS_MASTER },
  { "master.print", N_ ("Master from a print of the mix, or from the mix itself"), N_ ("Master"), "<Shift>p", LT_ACTIONS_MASTER },
  { "master.print-anew", N_ ("Print the mix anew: it has changed"), N_ ("Master"), "<Control><Shift>p", LT_ACTIONS_MASTER },
  { "master.mono", N_ ("Listen in mono"), N_ ("Master"), "o", LT_ACTIONS_MASTER },
  { "master.dim", N_ ("Dim the monitor"), N_ ("Master"), "i", LT_ACTIONS_MASTER },
  { "master.blind-test", N_ ("Blind test…"), N_ ("Master"), NULL, LT_ACTIONS_MASTER },
  { "master.match-reference", N_ ("Match to references…"), N_ ("Master"), "<Shift>g", LT_ACTIONS_MASTER },
  { "master.codec", N_ ("Hear the master through a codec…"), N_ ("Master"), NULL, LT_ACTIONS_MASTER },
  { "master.reset", N_ ("Measure anew from here"), N_ ("Master"), "r", LT_ACTIONS_MASTER },
};

struct _LtMasterView
{
  GtkWidget parent_instance;

  LtContext     *context;
  LtPrintKeeper *keeper;
  gulong         frame;

  int        shown_tenths; /* what the match turns down; −1: it is off */
  LtLiveSide shown_loudest;

  GtkWidget *flap, *side_seg, *match, *match_db, *chain, *print;
};

G_DEFINE_FINAL_TYPE (LtMasterView, lt_master_view, GTK_TYPE_WIDGET)

void
lt_master_view_add_actions (void)
{
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}

static LtLive *
live_of (LtMasterView *self)
{
  return lt_context_get_live (self->context);
}

/* --- what is heard --- */

/* As the segments have them. */
static const LtLiveSide sides[] = { LT_LIVE_MIX, LT_LIVE_MASTER, LT_LIVE_REFERENCE };
static const char *const side_states[] = { "mix", "master", "reference" };

/* The one that is turned down most. */
static LtLiveSide
find_loudest (LtLive *live)
{
  LtLiveSide loudest = LT_LIVE_MASTER;

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    if (lt_live_get_match_db (live, sides[i]) < lt_live_get_match_db (live, loudest))
      loudest = sides[i];
  return loudest;
}

/* By how much, which side: the number stands in the row, the rest in the hint. Every frame asks; seldom is it another. */
static void
show_match (LtMasterView *self)
{
  LtLiveSide       loudest = find_loudest (live_of (self));
  double           db = fmin (lt_live_get_match_db (live_of (self), loudest), 0.0);
  int              tenths = lt_live_get_match (live_of (self)) ? (int) lround (-10.0 * db) : -1;
  g_autofree char *text = NULL, *more = NULL;

  if (tenths == self->shown_tenths && loudest == self->shown_loudest)
    return;
  self->shown_tenths = tenths;
  self->shown_loudest = loudest;
  text = tenths < 0 ? g_strdup ("") : g_strdup_printf ("%s%.1f dB", tenths > 0 ? "\u2212" : "", tenths / 10.0);
  if (tenths > 0)
    more = g_strdup_printf (loudest == LT_LIVE_MASTER ? _ ("Master \u2212%.1f dB") : loudest == LT_LIVE_MIX ? _ ("Mix \u2212%.1f dB") : _ ("Reference \u2212%.1f dB"), tenths / 10.0);
  gtk_label_set_label (GTK_LABEL (self->match_db), text);
  lt_actions_set_tooltip_named (self->match, "master.match", NULL, more);
}

static void
show_monitor (LtMasterView *self)
{
  LtLive *live = live_of (self);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (lt_live_get_side (live) == sides[i])
      lt_seg_set_selected (LT_SEG (self->side_seg), i);
  show_match (self);
  lt_context_glance (self->context);
}

static void
on_side (LtSeg *seg, guint index, LtMasterView *self)
{
  if (sides[index] == LT_LIVE_REFERENCE && lt_live_get_reference (live_of (self)) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-reference", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "monitor.side", "s", side_states[index]);
  show_monitor (self);
}

static void
on_hear_mix (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_side (NULL, 0, LT_MASTER_VIEW (widget));
}

static void
on_hear_master (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_side (NULL, 1, LT_MASTER_VIEW (widget));
}

static void
on_hear_reference (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_side (NULL, 2, LT_MASTER_VIEW (widget));
}

static void
on_match (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "monitor.match", NULL);
}

static void
on_delta (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "monitor.difference", NULL);
}

static void
on_alone (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_chain_view_toggle_alone (LT_MASTER_VIEW (widget)->chain);
}

/* Only heard: the file has the chain. */
static void
on_bypass (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtMasterView *self = LT_MASTER_VIEW (widget);

  on_side (NULL, lt_live_get_side (live_of (self)) == LT_LIVE_MIX ? 1 : 0, self);
}

static void
on_version_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_version_menu_step (LT_MASTER_VIEW (widget)->context, 1);
}

static void
on_version_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_version_menu_step (LT_MASTER_VIEW (widget)->context, -1);
}

static void
on_version_keep (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_version_menu_keep (LT_MASTER_VIEW (widget)->context, NULL);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_mix_print_button_toggle (LT_MIX_PRINT_BUTTON (LT_MASTER_VIEW (widget)->print));
}

static void
on_print_anew (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_mix_print_button_refresh (LT_MIX_PRINT_BUTTON (LT_MASTER_VIEW (widget)->print));
}

static void
on_mono (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "monitor.mono", NULL);
}

static void
on_dim (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "monitor.dim", NULL);
}

static void
on_match_reference (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtContext *context = LT_MASTER_VIEW (widget)->context;

  if (lt_document_get_session (lt_context_get_document (context)) != NULL)
    gtk_window_present (lt_match_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), context));
}

static void
on_codec (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_codec_preview_present (LT_MASTER_VIEW (widget)->context, GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
on_reset (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_live_reset_analysis (live_of (LT_MASTER_VIEW (widget)));
  lt_context_wake (LT_MASTER_VIEW (widget)->context);
}

static void
on_blind_test (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (lt_blind_test_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), LT_MASTER_VIEW (widget)->context));
}

/* What is heard may be chosen elsewhere too. */
static void
on_frame (LtContext *context, double seconds, LtMasterView *self)
{
  show_match (self);
}

static void
on_monitor (LtMasterView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_monitor (self);
}

/* A blind test locks it. */
static void
on_side_enabled (GActionGroup *group, const char *name, gboolean is_enabled, LtMasterView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    gtk_widget_set_sensitive (lt_seg_get_button (LT_SEG (self->side_seg), i), is_enabled);
}

static void
lt_master_view_map (GtkWidget *widget)
{
  LtMasterView *self = LT_MASTER_VIEW (widget);

  GTK_WIDGET_CLASS (lt_master_view_parent_class)->map (widget);
  self->frame = g_signal_connect (self->context, "frame", G_CALLBACK (on_frame), self);
  lt_print_keeper_hold (self->keeper);
  show_monitor (self);
}

static void
lt_master_view_unmap (GtkWidget *widget)
{
  LtMasterView *self = LT_MASTER_VIEW (widget);

  g_clear_signal_handler (&self->frame, self->context);
  lt_print_keeper_release (self->keeper);
  GTK_WIDGET_CLASS (lt_master_view_parent_class)->unmap (widget);
}

/* --- the class --- */

static void
lt_master_view_dispose (GObject *object)
{
  g_clear_pointer (&LT_MASTER_VIEW (object)->flap, gtk_widget_unparent);
  g_clear_object (&LT_MASTER_VIEW (object)->keeper);
  G_OBJECT_CLASS (lt_master_view_parent_class)->dispose (object);
}

static void
lt_master_view_class_init (LtMasterViewClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_master_view_dispose;
  widget->map = lt_master_view_map;
  widget->unmap = lt_master_view_unmap;
  gtk_widget_class_set_css_name (widget, "masterview");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget, "master.hear-mix", NULL, on_hear_mix);
  gtk_widget_class_install_action (widget, "master.hear-master", NULL, on_hear_master);
  gtk_widget_class_install_action (widget, "master.hear-reference", NULL, on_hear_reference);
  gtk_widget_class_install_action (widget, "master.match", NULL, on_match);
  gtk_widget_class_install_action (widget, "master.delta", NULL, on_delta);
  gtk_widget_class_install_action (widget, "master.alone", NULL, on_alone);
  gtk_widget_class_install_action (widget, "master.bypass", NULL, on_bypass);
  gtk_widget_class_install_action (widget, "master.version-next", NULL, on_version_next);
  gtk_widget_class_install_action (widget, "master.version-previous", NULL, on_version_previous);
  gtk_widget_class_install_action (widget, "master.version-keep", NULL, on_version_keep);
  gtk_widget_class_install_action (widget, "master.print", NULL, on_print);
  gtk_widget_class_install_action (widget, "master.print-anew", NULL, on_print_anew);
  gtk_widget_class_install_action (widget, "master.mono", NULL, on_mono);
  gtk_widget_class_install_action (widget, "master.dim", NULL, on_dim);
  gtk_widget_class_install_action (widget, "master.blind-test", NULL, on_blind_test);
  gtk_widget_class_install_action (widget, "master.match-reference", NULL, on_match_reference);
  gtk_widget_class_install_action (widget, "master.codec", NULL, on_codec);
  gtk_widget_class_install_action (widget, "master.reset", NULL, on_reset);
}

static GtkWidget *
verb (const char *text, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  lt_actions_set_tooltip (button, action);
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static GtkWidget *
build_ab (LtMasterView *self)
{
  LtAbRow ab = lt_ab_row_new (self->context);

  self->side_seg = ab.sides;
  self->match = ab.match;
  self->match_db = ab.match_db;
  self->print = ab.print;
  g_signal_connect (self->side_seg, "picked", G_CALLBACK (on_side), self);
  return ab.row;
}

/* The folded column lies beside the window: nothing of it is to be met there, by Tab or by a reader. It keeps its width. */
static void
on_revealed (AdwFlap *flap, GParamSpec *pspec, GtkWidget *side)
{
  gboolean is_there = adw_flap_get_reveal_progress (flap) > 0.0;

  for (GtkWidget *part = gtk_widget_get_first_child (side); part != NULL; part = gtk_widget_get_next_sibling (part))
    gtk_widget_set_visible (part, is_there);
}

static GtkWidget *
build_side (LtMasterView *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *deliveries = lt_deliveries_panel_new (self->context, self->keeper);

  gtk_box_append (GTK_BOX (column), lt_loudness_panel_new (self->context, self->keeper));
  gtk_box_append (GTK_BOX (column), lt_stereo_panel_new (self->context));
  gtk_box_append (GTK_BOX (column), deliveries);
  gtk_box_append (GTK_BOX (column), verb (_ ("Codec…"), "master.codec"));
  gtk_widget_add_css_class (column, "side");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), column);
  gtk_widget_add_css_class (side, "column");
  gtk_widget_set_size_request (side, 336, -1);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_hexpand (side, FALSE);
  gtk_box_append (GTK_BOX (side), scroll);
  gtk_box_append (GTK_BOX (side), lt_deliveries_panel_get_foot (deliveries));
  g_signal_connect_object (self->flap, "notify::reveal-progress", G_CALLBACK (on_revealed), side, 0);
  return side;
}

/* A row that is too long for the page scrolls; it must not fold the side column away. */
static GtkWidget *
sideways (GtkWidget *row)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_widget_add_css_class (scroll, "edges");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), row);
  return scroll;
}

static GtkWidget *
build_page (LtMasterView *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->chain = lt_chain_view_new (self->context);
  gtk_accessible_update_property (GTK_ACCESSIBLE (paned), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Height of the chain"), -1);
  gtk_paned_set_start_child (GTK_PANED (paned), self->chain);
  gtk_paned_set_end_child (GTK_PANED (paned), lt_spectrum_panel_new (self->context));
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), FALSE);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (page), sideways (build_ab (self)));
  gtk_box_append (GTK_BOX (page), lt_song_view_new (self->context, self->keeper));
  gtk_box_append (GTK_BOX (page), paned);
  gtk_widget_add_css_class (page, "page");
  gtk_widget_set_hexpand (page, TRUE);
  return page;
}

/* Where the window is low, the page scrolls instead of asking for more than there is. */
static GtkWidget *
scrolled (GtkWidget *page)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), page);
  gtk_widget_set_hexpand (scroll, TRUE);
  return scroll;
}

GtkWidget *
lt_master_view_new (LtContext *context)
{
  LtMasterView *self = g_object_new (LT_TYPE_MASTER_VIEW, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Master"), -1);
  self->context = context;
  self->keeper = g_object_ref (lt_print_keeper_of (context));
  self->flap = adw_flap_new ();
  adw_flap_set_flap_position (ADW_FLAP (self->flap), GTK_PACK_END);
  adw_flap_set_content (ADW_FLAP (self->flap), scrolled (build_page (self)));
  adw_flap_set_flap (ADW_FLAP (self->flap), build_side (self));
  gtk_widget_set_parent (self->flap, GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), lt_master_fold_new ());
  g_signal_connect_object (lt_monitor_actions_get (context), "action-state-changed", G_CALLBACK (on_monitor), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_monitor_actions_get (context), "action-enabled-changed::side", G_CALLBACK (on_side_enabled), self, 0);
  if (lt_settings_get () != NULL)
    g_settings_bind (lt_settings_get (), "side-pane", self->flap, "reveal-flap", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}

static void
lt_master_view_init (LtMasterView *self)
{
  self->shown_tenths = -1;
}
