// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Choosing a device: what is chosen is what is set, each device comes back as it was left, and its state is told in words.
// Layer: tests.

#include "app/shell/device-memory.h"
#include "app/shell/device-menu.h"
#include "app/shell/preferences-audio-state.h"
#include "app/shell/preferences-audio.h"
#include "app/shell/settings.h"

#include <string.h>

#define JACK "JACK Audio Connection Kit"

/* --- memory --- */

static void
test_memory (void)
{
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_new ("a{s(uuu)}", NULL));
  LtDeviceMemory       out = { 0 };

  g_assert_false (lt_device_memory_find (all, "ALSA", "pulse", &out));
  for (guint round = 1; round <= 2; round++)
    for (guint d = 0; d < 3; d++)
      {
        static const char *const names[][2] = { { "ALSA", "pulse" }, { "ALSA", "" }, { "", "" } };
        LtDeviceMemory memory = { 64 * round, d, 48000 };
        GVariant      *next = g_variant_ref_sink (lt_device_memory_put (all, names[d][0], names[d][1], &memory));

        g_variant_unref (all);
        all = next;
        g_assert_true (lt_device_memory_find (all, names[d][0], names[d][1], &out));
        g_assert_cmpmem (&memory, sizeof memory, &out, sizeof out);
      }
  g_assert_cmpuint (g_variant_n_children (all), ==, 3);
  g_assert_true (lt_device_memory_find (all, "ALSA", "pulse", &out));
  g_assert_cmpuint (out.buffer_frames, ==, 128);
  g_assert_false (lt_device_memory_find (all, "JACK", "pulse", &out));
}

/* --- menus --- */

static void
choice_free (gpointer data)
{
  LtDeviceChoice *choice = data;

  g_free (choice->host_api);
  g_free (choice->name);
  g_free (choice);
}

static GPtrArray *
dup_choices (void)
{
  static const LtDeviceChoice found[] = {
    { (char *) JACK, (char *) "system", 5, 48000.0, true },
    { (char *) "ALSA", (char *) "surround51", 6, 48000.0, false },
    { (char *) "ALSA", (char *) "HDA Intel: ALC (hw:0,0)", 2, 44100.0, false },
    { (char *) "ALSA", (char *) "pulse", 32, 44100.0, false },
    { (char *) JACK, (char *) "surround", 2, 48000.0, false },
  };
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      LtDeviceChoice *choice = g_memdup2 (&found[i], sizeof found[i]);

      choice->host_api = g_strdup (found[i].host_api);
      choice->name = g_strdup (found[i].name);
      g_ptr_array_add (choices, choice);
    }
  return choices;
}

static guint
count (GPtrArray *choices, const char *api, gboolean all, const char *chosen)
{
  g_autoptr (GPtrArray) list = lt_device_menu_list (choices, api, all, chosen);

  return list->len;
}

static void
test_menus (void)
{
  g_autoptr (GPtrArray) choices = dup_choices (), apis = lt_device_menu_dup_apis (choices);
  g_autofree char *pair = lt_device_menu_dup_pair (2, 5), *last = lt_device_menu_dup_pair (4, 5);

  g_assert_cmpuint (apis->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (apis, 0), ==, JACK);
  g_assert_cmpstr (lt_device_menu_api_name (JACK), ==, "JACK");
  g_assert_cmpstr (lt_device_menu_api_name ("ALSA"), ==, "ALSA");
  g_assert_cmpuint (count (choices, "ALSA", FALSE, ""), ==, 2);
  g_assert_cmpuint (count (choices, "ALSA", FALSE, "surround51"), ==, 3);
  g_assert_cmpuint (count (choices, "ALSA", TRUE, ""), ==, 3);
  g_assert_cmpuint (count (choices, JACK, FALSE, ""), ==, 2);
  g_assert_cmpstr (pair, ==, "3–4");
  g_assert_cmpstr (last, ==, "5");
}

/* --- the page --- */

static GtkWidget *
find (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static AdwComboRow *
row (GtkWidget *page, const char *title)
{
  GtkWidget *found = find (page, title);

  g_assert_nonnull (found);
  return ADW_COMBO_ROW (found);
}

static char *
dup_shown (GtkWidget *page, const char *title)
{
  return g_strdup (gtk_string_object_get_string (adw_combo_row_get_selected_item (row (page, title))));
}

static void
check_shown (GtkWidget *page, const char *title, const char *text)
{
  g_autofree char *shown = dup_shown (page, title);

  g_assert_cmpstr (shown, ==, text);
}

static void
pick (GtkWidget *page, const char *title, const char *text)
{
  GListModel *list = adw_combo_row_get_model (row (page, title));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (list, i);

      if (g_str_equal (gtk_string_object_get_string (item), text))
        {
          adw_combo_row_set_selected (row (page, title), i);
          return;
        }
    }
  g_error ("“%s” has no “%s”", title, text);
}

static void
check_set (const char *host_api, const char *name, guint buffer, guint channel, guint rate)
{
  g_autofree char *api = g_settings_get_string (lt_settings_get (), "host-api"), *device = g_settings_get_string (lt_settings_get (), "device");

  g_assert_cmpstr (api, ==, host_api);
  g_assert_cmpstr (device, ==, name);
  g_assert_cmpuint (g_settings_get_uint (lt_settings_get (), "buffer-frames"), ==, buffer);
  g_assert_cmpuint (g_settings_get_uint (lt_settings_get (), "device-channel"), ==, channel);
  g_assert_cmpuint (g_settings_get_uint (lt_settings_get (), "device-rate"), ==, rate);
}

static GtkWidget *
open_page (void)
{
  GtkWidget *page = g_object_ref_sink (lt_preferences_audio_new (NULL));

  lt_preferences_audio_show (page, dup_choices ());
  return page;
}

static GtkSpinButton *
spin_in (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkSpinButton *found = GTK_IS_SPIN_BUTTON (child) ? GTK_SPIN_BUTTON (child) : spin_in (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* From one to as many processors as there are; one has nothing to choose. */
static void
test_threads (void)
{
  GtkWidget     *page = open_page ();
  GtkSpinButton *spin = spin_in (find (page, "Processors that play"));
  double         least, most;

  gtk_spin_button_get_range (spin, &least, &most);
  g_assert_cmpfloat (least, ==, 1.0);
  g_assert_cmpfloat (most, ==, MIN (g_get_num_processors (), 64));
  g_assert_true (gtk_widget_get_visible (find (page, "Processors that play")) == (most > 1.0));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 1.0);
  gtk_spin_button_set_value (spin, most);
  g_assert_cmpuint (g_settings_get_uint (lt_settings_get (), "play-threads"), ==, (guint) most);
  g_settings_reset (lt_settings_get (), "play-threads");
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 1.0);
  g_object_unref (page);
}

static void
test_choose (void)
{
  GtkWidget *page = open_page ();

  check_shown (page, "Sound system", "Chosen by itself");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (row (page, "Device"))));
  pick (page, "Sound system", "JACK");
  check_set (JACK, "", 256, 0, 0);
  pick (page, "Channels", "3–4");
  pick (page, "Buffer", "64 frames");
  check_set (JACK, "", 64, 2, 0);

  pick (page, "Sound system", "ALSA");
  check_set ("ALSA", "", 64, 0, 0);
  pick (page, "Device", "pulse");
  pick (page, "Sample rate", "96 kHz");
  pick (page, "Buffer", "1024 frames");
  pick (page, "Channels", "31–32");
  check_set ("ALSA", "pulse", 1024, 30, 96000);

  /* As each was left. */
  pick (page, "Sound system", "JACK");
  check_set (JACK, "", 64, 2, 0);
  check_shown (page, "Channels", "3–4");
  pick (page, "Sound system", "ALSA");
  pick (page, "Device", "pulse");
  check_set ("ALSA", "pulse", 1024, 30, 96000);
  pick (page, "Sound system", "None: silent");
  check_set ("", "null", 1024, 0, 0);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (row (page, "Sample rate"))));
  g_object_unref (page);
}

/* What is set and not there is shown, and nothing is set by looking. */
static void
test_absent (void)
{
  GtkWidget *page;

  g_settings_set_string (lt_settings_get (), "host-api", "OSS");
  g_settings_set_string (lt_settings_get (), "device", "/dev/dsp7");
  g_settings_set_uint (lt_settings_get (), "buffer-frames", 300);
  g_settings_set_uint (lt_settings_get (), "device-channel", 6);
  g_settings_set_uint (lt_settings_get (), "device-rate", 32000);
  page = open_page ();
  check_shown (page, "Sound system", "OSS");
  check_shown (page, "Device", "/dev/dsp7");
  check_shown (page, "Channels", "7");
  check_shown (page, "Buffer", "300 frames");
  check_shown (page, "Sample rate", "32 kHz");
  check_set ("OSS", "/dev/dsp7", 300, 6, 32000);
  g_object_unref (page);
}

/* --- what it does --- */

static void
check_words (const LtLiveStatus *status, const char *title, const char *details)
{
  g_autofree char *first = lt_preferences_audio_state_dup_title (status), *second = lt_preferences_audio_state_dup_details (status);

  g_assert_cmpstr (first, ==, title);
  g_assert_cmpstr (second, ==, details);
}

static void
test_words (void)
{
  LtLiveStatus status = { .state = LT_LIVE_OK, .host_api = JACK, .device = "system", .rate_hz = 48000.0, .session_rate_hz = 48000.0, .buffer_frames = 256 };

  check_words (&status, "Plays through system", "JACK, 48 kHz, 256 frames at a time");
  status.session_rate_hz = 44100.0;
  check_words (&status, "Plays through system", "JACK, 48 kHz converted from 44.1 kHz, 256 frames at a time");
  status.state = LT_LIVE_LOST;
  g_strlcpy (status.problem, "The server stopped.", sizeof status.problem);
  check_words (&status, "system is gone", "The server stopped. It is tried again by itself; everything else works.");
  status.state = LT_LIVE_SILENT;
  check_words (&status, "Silent, by choice", "");
}

int
main (int argc, char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--device-host"))
    return 1; /* the page looks for devices by itself; those of this machine are no concern here */

  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_test_add_func ("/preferences-audio/memory", test_memory);
  g_test_add_func ("/preferences-audio/menus", test_menus);
  g_test_add_func ("/preferences-audio/choose", test_choose);
  g_test_add_func ("/preferences-audio/threads", test_threads);
  g_test_add_func ("/preferences-audio/absent", test_absent);
  g_test_add_func ("/preferences-audio/words", test_words);
  return g_test_run ();
}
