namespace Arch.Storage.Sqlite.Maintenance.Checks;

/// <summary>Whether the pages make whole tables and indexes, and whether runs have their definitions.</summary>
internal static class PagesCheck
{
    public static void Run(CheckContext context)
    {
        context.Each("pages", "PRAGMA integrity_check(100)", row =>
        {
            if (row.Text(0) is not "ok" and var problem)
            {
                context.Report("pages", null, problem);
            }
        });
        context.Each("definitions", "SELECT run_id, definition_id FROM runs WHERE definition_id NOT IN (SELECT definition_id FROM definitions)", row =>
            context.Report("definitions", row.Text(0), $"Its definition '{row.Text(1)}' is missing."));
        context.Each("definitions", "SELECT definition_id, sources FROM definitions", row =>
        {
            _ = SourcesJson.Decode(row.Utf8(1)) ?? throw StoreFailure.BadDefinition(row.Text(0));
        });
    }
}
