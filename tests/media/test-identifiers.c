// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ISRC and barcodes as people write them.
// Layer: tests.

#include "media/identifiers.h"

#include <string.h>

static void
test_isrc (void)
{
  static const struct
  {
    const char *typed, *stored, *says; /* stored NULL: refused, and the sentence has these words */
  } rows[] = {
    { "DEA122600001", "DEA122600001" },
    { "ISRC DE-A12-26-00001", "DEA122600001" },
    { "isrc: de a12 26 00001 ", "DEA122600001" },
    { "DE–A12–26–00001", "DEA122600001" },
    { "QZES81900001", "QZES81900001" },
    { "DE-A12-26-0000", NULL, "no ISRC" },
    { "DE-A12-26-000011", NULL, "no ISRC" },
    { "D3-A12-26-00001", NULL, "no ISRC" },
    { "DE-A12-2O-00001", NULL, "write 0" },
    { "DE-A12-26-0000I", NULL, "write 1" },
    { "DE-A12-26-0000X", NULL, "DE-X42-26-00001" },
    { "ДЕ-A12-26-00001", NULL, "no ISRC" },
    { "\xff\xfe", NULL, "no ISRC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *clean = lt_identifiers_clean_isrc (rows[i].typed, &error);

      g_assert_cmpstr (clean, ==, rows[i].stored);
      g_assert_true ((clean != NULL) == (error == NULL));
      if (error != NULL)
        g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

static void
test_doubt (void)
{
  g_autofree char *sure = lt_identifiers_doubt_isrc ("DEA222600001");
  g_autofree char *digit = lt_identifiers_doubt_isrc ("DEA022600001");
  g_autofree char *letter = lt_identifiers_doubt_isrc ("DEAI22600001");

  g_assert_null (sure); /* zeros where only digits may stand are none */
  g_assert_nonnull (strstr (digit, "digit 0"));
  g_assert_nonnull (strstr (letter, "letter I"));
}

static void
test_barcode (void)
{
  static const struct
  {
    const char *typed, *stored, *says;
  } rows[] = {
    { "4006381333931", "4006381333931" },
    { "4 006381 333931", "4006381333931" },
    { "036000291452", "036000291452" }, /* UPC-A keeps its leading zero */
    { "0036000291452", "0036000291452" },
    { "4006381333932", NULL, "check digit 1" },
    { "036000291453", NULL, "check digit 2" },
    { "400638133393", NULL, "check digit" }, /* the last one left out: twelve digits that are no UPC */
    { "40063813339312", NULL, "no barcode" },
    { "400638133393X", NULL, "no barcode" },
    { "٤٠٠٦٣٨١٣٣٣٩٣١", NULL, "no barcode" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *clean = lt_identifiers_clean_barcode (rows[i].typed, &error);

      g_assert_cmpstr (clean, ==, rows[i].stored);
      if (rows[i].stored == NULL)
        g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

static void
test_tag (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *isrc = lt_identifiers_clean_tag ("isrc", "de-a12-26-00001", &error);
  g_autofree char   *none = lt_identifiers_clean_tag ("barcode", "", &error);
  g_autofree char   *title = lt_identifiers_clean_tag ("title", " as it is-", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (isrc, ==, "DEA122600001");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (title, ==, " as it is-");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identifiers/isrc", test_isrc);
  g_test_add_func ("/identifiers/doubt", test_doubt);
  g_test_add_func ("/identifiers/barcode", test_barcode);
  g_test_add_func ("/identifiers/tag", test_tag);
  return g_test_run ();
}
