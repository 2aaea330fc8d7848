// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// session.json: exact, stable, forgiving, and never surprised by what it reads.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/check.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/emit.h"
#include "session/json.h"
#include "session/store.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define STRIPS "\"mix\":{\"id\":1},\"master\":{\"id\":2}"
#define HEAD   "\"format\":1,\"rate\":48000," STRIPS

static LtSession *
load_text (const char *text, GPtrArray *losses, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lt_store_load (bytes, losses, error);
}

static char *
save_text (const LtSession *session)
{
  g_autoptr (GBytes) bytes = lt_store_save (session);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_empty (void)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  g_autofree char *text = save_text (session);

  g_assert_true (g_str_has_prefix (
      text,
      "{\n  \"format\": 1,\n  \"title\": \"Song\",\n  \"rate\": 48000,\n  \"tempo\": 120,\n"));
  g_assert_true (g_str_has_suffix (text, "\n}\n"));
  lt_test_session_assert_round_trip (session);
}

/* One fader move changes one line. */
static void
test_one_line (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (11);
  g_autoptr (LtSession) session = lt_test_session_new (rng);
  g_autoptr (LtSession) moved = lt_edit_strip_fader (session, session->mix->id,
                                                     session->mix->fader_db == -3.3 ? -3.4 : -3.3);
  g_autofree char *a = save_text (session);
  g_autofree char *b = save_text (moved);
  g_auto (GStrv) lines_a = g_strsplit (a, "\n", -1);
  g_auto (GStrv) lines_b = g_strsplit (b, "\n", -1);
  guint n_different = 0;

  g_assert_cmpuint (g_strv_length (lines_a), ==, g_strv_length (lines_b));
  for (guint i = 0; lines_a[i] != NULL; i++)
    if (strcmp (lines_a[i], lines_b[i]) != 0)
      {
        n_different++;
        g_assert_cmpstr (g_strstrip (lines_b[i]), ==, "\"fader\": -3.3,");
      }
  g_assert_cmpuint (n_different, ==, 1);
}

/* An effect's level that nobody touched leaves no trace; another one is one line more. */
static void
test_level (void)
{
  LtId slot;
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  g_autoptr (LtSession) plain = lt_edit_slot_add (empty, empty->mix->id, lt_fx_find ("trim"), -1, NULL, &slot);
  g_autoptr (LtSession) louder = lt_edit_slot_level (plain, slot, 1.25);
  g_autoptr (LtSession) back = lt_edit_slot_level (louder, slot, 0.0);
  g_autoptr (LtSession) too_loud = lt_edit_slot_level (plain, slot, 100.0);
  g_autoptr (LtSession) same = lt_edit_slot_level (plain, slot, 0.0);
  g_autofree char *a = save_text (plain);
  g_autofree char *b = save_text (louder);
  g_autofree char *c = save_text (back);
  const char *line = strstr (b, "\"level\": 1.25,");

  g_assert_null (strstr (a, "\"level\""));
  g_assert_cmpstr (a, ==, c);
  g_assert_nonnull (line);
  g_assert_true (strncmp (a, b, (gsize) (line - b)) == 0);
  g_assert_cmpstr (strstr (a, "\"values\""), ==, strstr (b, "\"values\""));
  g_assert_true (same == plain);
  g_assert_cmpfloat (lt_session_find_slot (too_loud, slot, NULL)->level_db, ==, 24.0);
  lt_test_session_assert_round_trip (louder);
}

static void
test_numbers (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);
  char buf[G_ASCII_DTOSTR_BUF_SIZE];

  for (int i = 0; i < 20000; i++)
    {
      union
      {
        uint64_t bits;
        double   value;
      } d = { ((uint64_t) g_rand_int (rng) << 32) | g_rand_int (rng) };
      union
      {
        uint32_t bits;
        float    value;
      } f = { g_rand_int (rng) };

      if (isfinite (d.value))
        g_assert_cmpfloat (g_ascii_strtod (lt_emit_number (buf, d.value, false), NULL), ==,
                           d.value);
      if (isfinite (f.value))
        g_assert_cmpfloat ((float) g_ascii_strtod (lt_emit_number (buf, f.value, true), NULL), ==,
                           f.value);
    }
  g_assert_cmpstr (lt_emit_number (buf, 0.1, false), ==, "0.1");
  g_assert_cmpstr (lt_emit_number (buf, 0.1f, true), ==, "0.1");
  g_assert_cmpstr (lt_emit_number (buf, -0.0, false), ==, "0");
  g_assert_cmpstr (lt_emit_number (buf, 48000.0, false), ==, "48000");
}

/* Keys of a newer program come back at every level, in slots of known and unknown effects, too. */
static void
test_unknown_keys (void)
{
  static const char text[]
      = "{" HEAD ",\"future\":{\"a\":[1,2.0,\"x\",null,true,{\"b\":-1e300}]},"
        "\"sources\":[{\"id\":9,\"name\":\"s\",\"path\":\"audio/"
        "s.wav\",\"frames\":10,\"rate\":48000,\"z\":1}],"
        "\"tracks\":[{\"t\":2,\"strip\":{\"id\":3,\"name\":\"T\",\"s\":3,"
        "\"slots\":[{\"id\":4,\"effect\":\"warp-drive\",\"values\":{\"speed\":9.5,\"name\":\"x\"},"
        "\"print\":[1]},"
        "{\"id\":5,\"effect\":\"trim\",\"values\":{\"gain\":-6,\"sparkle\":3},\"w\":4}],"
        "\"lanes\":[{\"id\":6,\"slot\":4,\"key\":\"speed\",\"points\":[[0,1.5],[10,2,true]],\"l\":"
        "5}]},"
        "\"clips\":[{\"id\":7,\"name\":\"c\",\"source\":9,\"length\":5,\"c\":6}]}],"
        "\"buses\":[{\"id\":8,\"name\":\"B\"}],\"markers\":[{\"id\":10,\"name\":\"m\",\"m\":7}]}";
  static const char *const kept[] = { "\"b\": -1e+300",
                                      "\"speed\": 9.5",
                                      "\"name\": \"x\"",
                                      "\"print\": [",
                                      "\"sparkle\": 3",
                                      "\"w\": 4",
                                      "\"l\": 5",
                                      "\"c\": 6",
                                      "\"m\": 7",
                                      "\"z\": 1",
                                      "\"t\": 2",
                                      "\"s\": 3",
                                      "2.0",
                                      "\"gain\": -6",
                                      "[10, 2, true]" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) session = load_text (text, losses, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (losses->len, ==, 0);

  g_autofree char *saved = save_text (session);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strstr (saved, kept[i]) == NULL)
      g_error ("“%s” is gone from\n%s", kept[i], saved);
  lt_test_session_assert_round_trip (session);

  /* Also after an edit of the same slot. */
  g_autoptr (LtSession) edited = lt_edit_slot_value (session, 5, 0, -12.0f);
  g_autofree char *again = save_text (edited);
  g_assert_nonnull (strstr (again, "\"sparkle\": 3"));
  g_assert_nonnull (strstr (again, "\"gain\": -12"));
}

/* What cannot be a session is refused with a sentence. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int         code;
  } rows[] = {
    { "", LT_SESSION_ERROR_FORMAT },
    { "   ", LT_SESSION_ERROR_FORMAT },
    { "[]", LT_SESSION_ERROR_FORMAT },
    { "null", LT_SESSION_ERROR_FORMAT },
    { "{}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":\"1\",\"rate\":48000}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":0,\"rate\":48000}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":2,\"rate\":48000}", LT_SESSION_ERROR_VERSION },
    { "{\"format\":9999999999999999999999,\"rate\":48000}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":\"48000\"}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":0}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":1e999}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":NaN}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":48000", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":48000}x", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":48000,}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1 \"rate\":48000}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":48000,\"title\":\"a\nb\"}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":48000,\"title\":\"\\q\"}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":48000,\"title\":\"\\u12\"}", LT_SESSION_ERROR_FORMAT },
    { "{\"format\":1,\"rate\":48000,\"title\":\"\xff\"}", LT_SESSION_ERROR_FORMAT },
    { "\xef\xbb", LT_SESSION_ERROR_FORMAT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load_text (rows[i].text, NULL, &error));
      g_assert_error (error, LT_SESSION_ERROR, rows[i].code);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* What can be repaired is, with a sentence each; the result is whole and stable. */
static void
test_repaired (void)
{
#define TRACK(inner)                                                                               \
  "{" HEAD ",\"tracks\":[{\"strip\":{\"id\":3,\"name\":\"T\"," inner "},\"clips\":[]}]}"
  static const struct
  {
    const char *text;
    guint       n_losses; /* at least */
  } rows[] = {
    { "{\"format\":1,\"rate\":48000}", 2 },
    { "{" HEAD ",\"title\":5}", 1 },
    { "{" HEAD ",\"tempo\":\"fast\"}", 1 },
    { "{" HEAD ",\"tempo\":1e999}", 1 },
    { "{" HEAD ",\"metre-den\":3}", 1 },
    { "{" HEAD ",\"pan-law\":\"7dB\"}", 1 },
    { "{" HEAD ",\"loop\":true,\"loop-from\":9,\"loop-to\":9}", 1 },
    { "{" HEAD ",\"tags\":[1]}", 1 },
    { "{" HEAD ",\"tags\":{\"a\":1}}", 1 },
    { "{" HEAD ",\"tracks\":{}}", 1 },
    { "{" HEAD ",\"tracks\":[1,null,\"x\",[]]}", 4 },
    { "{" HEAD ",\"tracks\":[{}]}", 1 },
    { "{" HEAD ",\"buses\":[{\"id\":1},{\"id\":1},{\"id\":-4},{\"id\":1e17},{\"id\":2.5},{}]}", 6 },
    { "{" HEAD ",\"next-id\":1e300}", 1 },
    { "{" HEAD ",\"next-id\":1e300,\"buses\":[{},{\"id\":9223372036854775807}]}", 3 },
    { "{" HEAD ",\"next-id\":4503599627370496,\"buses\":[{},{}]}", 2 },
    { "{" HEAD ",\"buses\":[{\"id\":4503599627370496},{},{\"id\":1}]}", 2 },
    { "{" HEAD ",\"markers\":[{\"id\":3,\"pos\":-1},{\"id\":4,\"pos\":99999999999999999999}]}", 2 },
    { TRACK ("\"fader\":\"loud\""), 1 },
    { TRACK ("\"fader\":\"inf\""), 1 },
    { TRACK ("\"fader\":99"), 1 },
    { TRACK ("\"pan\":-7"), 1 },
    { TRACK ("\"mute\":1"), 1 },
    { TRACK ("\"colour\":13"), 1 },
    { TRACK ("\"output\":3"), 1 },
    { TRACK ("\"output\":2"), 1 },
    { TRACK ("\"output\":77"), 1 },
    { TRACK ("\"sends\":[{\"id\":4,\"to\":77}]"), 1 },
    { TRACK ("\"slots\":[{\"id\":4}]"), 1 },
    { TRACK ("\"slots\":[{\"id\":4,\"effect\":\"trim\",\"key\":77}]"), 1 },
    { TRACK ("\"slots\":[{\"id\":4,\"effect\":\"trim\",\"key\":1}]"), 1 },
    { TRACK (
          "\"slots\":[{\"id\":4,\"effect\":\"trim\",\"values\":{\"gain\":1e30,\"mono\":\"on\"}}]"),
      2 },
    { TRACK ("\"lanes\":[{\"id\":4,\"slot\":77,\"key\":\"gain\",\"points\":[[0,0]]}]"), 1 },
    { TRACK ("\"lanes\":[{\"id\":4,\"key\":\"fader\",\"points\":[]}]"), 1 },
    { TRACK (
          "\"lanes\":[{\"id\":4,\"key\":\"fader\",\"points\":[[0,0],[1],[-1,0],\"x\",[1,2,3,4]]}]"),
      1 },
    { TRACK ("\"lanes\":[{\"id\":4,\"key\":\"pan\",\"points\":[[0,0]]},{\"id\":5,\"key\":\"pan\","
             "\"points\":[[0,0]]}]"),
      1 },
    { "{" HEAD
      ",\"sources\":[{\"id\":3,\"path\":\"../../etc/passwd\",\"frames\":1,\"rate\":48000}]}",
      1 },
    { "{" HEAD ",\"sources\":[{\"id\":3,\"path\":\"audio/../..\",\"frames\":1,\"rate\":48000}]}",
      1 },
    { "{" HEAD ",\"sources\":[{\"id\":3,\"path\":\"\",\"frames\":1,\"rate\":48000}]}", 1 },
    { "{" HEAD
      ",\"tracks\":[{\"strip\":{\"id\":3},\"clips\":[{\"id\":4,\"source\":9,\"length\":0}]}]}",
      2 },
    { "{" HEAD ",\"buses\":[{\"id\":3,\"output\":4},{\"id\":4,\"output\":3}]}", 1 },
    { "{" HEAD ",\"buses\":[{\"id\":3,\"sends\":[{\"id\":5,\"to\":4}]},{\"id\":4,\"sends\":[{"
      "\"id\":6,\"to\":3}]}]}",
      1 },
    { "{\"format\":1,\"rate\":48000,\"mix\":{\"id\":1,\"output\":3,\"sends\":[{\"id\":7,\"to\":3}]}"
      ",\"master\":{\"id\":2,\"sends\":[{\"id\":8,\"to\":3}]},\"buses\":[{\"id\":3}]}",
      3 },
  };
#undef TRACK

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (LtSession) session = load_text (rows[i].text, losses, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_no_error (error);
      for (guint k = 0; k < losses->len; k++)
        g_assert_true (g_utf8_validate (losses->pdata[k], -1, NULL));
      g_assert_cmpuint (losses->len, >=, rows[i].n_losses);
      lt_test_session_assert_round_trip (session);

      g_assert_true (lt_check_session (session, NULL));
    }
}

static void
test_linked_path (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) session = load_text (
      "{" HEAD
      ",\"sources\":[{\"id\":3,\"path\":\"/music/../a.wav\",\"frames\":1,\"rate\":48000}]}",
      losses, NULL);

  g_assert_cmpuint (losses->len, ==, 0);
  g_assert_cmpstr (lt_session_find_source (session, 3)->path, ==, "/music/../a.wav");
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"format\":1,\"rate\":48000,\"x\":");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_null (load_text (text->str, NULL, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT);
}

/* A hundred thousand buses in one circle, each with a bad send: linear, and told briefly. */
static void
test_many (void)
{
  enum
  {
    N = 100000
  };
  g_autoptr (GString) text = g_string_new ("{" HEAD ",\"buses\":[");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < N; i++)
    g_string_append_printf (text, "%s{\"id\":%d,\"output\":%d,\"sends\":[{\"to\":7777777}]}",
                            i > 0 ? "," : "", 10 + i, 10 + (i + 1) % N);
  g_string_append (text, "]}");

  g_autoptr (LtSession) session = load_text (text->str, losses, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (session->buses->len, ==, N);
  g_assert_cmpuint (losses->len, <=, 201);

  g_assert_true (lt_check_session (session, NULL));
}

static void
mutate (GByteArray *bytes, GRand *rng)
{
  static const char *const tokens[] = { "1e999",
                                        "-1",
                                        "\"",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        "null",
                                        "true",
                                        "\\ud800",
                                        "99999999999999999999",
                                        ",",
                                        ":",
                                        "\"-inf\"",
                                        "NaN",
                                        "2",
                                        "\"id\"" };

  for (int n = g_rand_int_range (rng, 1, 6); n > 0; n--)
    {
      guint       at = (guint) g_rand_int_range (rng, 0, (int) bytes->len);
      const char *token = tokens[g_rand_int_range (rng, 0, G_N_ELEMENTS (tokens))];
      guint       length = MIN ((guint) strlen (token), bytes->len - at);
      guint       hole = (guint) g_rand_int_range (rng, 1, 200);

      switch (g_rand_int_range (rng, 0, 5))
        {
        case 0:
          bytes->data[at] ^= (guint8) (1u << g_rand_int_range (rng, 0, 8));
          break;
        case 1:
          g_byte_array_remove_range (bytes, at, MIN (hole, bytes->len - at - 1));
          break;
        case 2:
          if (g_rand_int_range (rng, 0, 10) == 0)
            g_byte_array_set_size (bytes, at + 1);
          break;
        default:
          memcpy (bytes->data + at, token, length);
        }
    }
}

/* Values changed in place, so that most of the files are JSON still. */
static void
mutate_values (GByteArray *bytes, GRand *rng)
{
  for (int n = g_rand_int_range (rng, 1, 20); n > 0; n--)
    {
      guint at = (guint) g_rand_int_range (rng, 0, (int) bytes->len);

      while (at < bytes->len && !g_ascii_isdigit (bytes->data[at]))
        at++;
      if (at < bytes->len)
        bytes->data[at] = (guint8) g_rand_int_range (rng, '0', '9' + 1);
    }
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a7e);
  guint n_loaded = 0;

  for (guint round = 0; round < 8; round++)
    {
      g_autoptr (LtSession) session = lt_test_session_new (rng);
      g_autoptr (GBytes) good = lt_store_save (session);

      for (guint i = 0; i < 500; i++)
        {
          g_autoptr (GByteArray) bytes = g_byte_array_new ();
          g_autoptr (GError) error = NULL;
          g_autoptr (LtSession) loaded = NULL;

          g_byte_array_append (bytes, g_bytes_get_data (good, NULL),
                               (guint) g_bytes_get_size (good));
          if (i % 2 == 0)
            mutate (bytes, rng);
          else
            mutate_values (bytes, rng);

          g_autoptr (GBytes) bad = g_bytes_new (bytes->data, bytes->len);
          loaded = lt_store_load (bad, NULL, &error);
          g_assert_true ((loaded == NULL) == (error != NULL));
          if (loaded == NULL)
            continue;
          n_loaded++;
          lt_test_session_assert_round_trip (loaded);
          g_assert_true (lt_check_session (loaded, NULL));
        }
    }
  g_assert_cmpuint (n_loaded, >, 1000);
}

static void
test_locale (void)
{
  static const char *const names[]
      = { "de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "nl_NL.UTF-8" };
  g_autoptr (GRand) rng = g_rand_new_with_seed (21);
  g_autoptr (LtSession) session = lt_test_session_new (rng);
  g_autofree char *plain = save_text (session);
  bool             found = false;

  for (guint i = 0; i < G_N_ELEMENTS (names) && !found; i++)
    found = setlocale (LC_NUMERIC, names[i]) != NULL;
  if (!found)
    {
      g_test_skip ("no locale with a decimal comma");
      return;
    }

  g_autofree char *here = save_text (session);
  g_assert_cmpstr (plain, ==, here);
  lt_test_session_assert_round_trip (session);
  setlocale (LC_NUMERIC, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/store/empty", test_empty);
  g_test_add_func ("/session/store/one-line", test_one_line);
  g_test_add_func ("/session/store/level", test_level);
  g_test_add_func ("/session/store/numbers", test_numbers);
  g_test_add_func ("/session/store/unknown-keys", test_unknown_keys);
  g_test_add_func ("/session/store/refused", test_refused);
  g_test_add_func ("/session/store/repaired", test_repaired);
  g_test_add_func ("/session/store/linked-path", test_linked_path);
  g_test_add_func ("/session/store/deep", test_deep);
  g_test_add_func ("/session/store/many", test_many);
  g_test_add_func ("/session/store/mutations", test_mutations);
  g_test_add_func ("/session/store/locale", test_locale);
  return g_test_run ();
}
