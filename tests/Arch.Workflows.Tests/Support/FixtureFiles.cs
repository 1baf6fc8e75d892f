using Arch.Workflows.Catalog;

namespace Arch.Workflows.Tests.Support;

/// <summary>Actions and workflows that are in no file.</summary>
internal sealed class FixtureFiles : IActionFiles, IWorkflowCatalog
{
    public Dictionary<string, string> Actions { get; } = new(StringComparer.Ordinal)
    {
        ["actions/upsert_contacts"] = """
            arch: 1
            kind: action
            id: upsert_contacts
            inputs: {rows: {type: array, items: {type: object}}}
            outputs: {count: {type: integer, value: "${{ steps.upsert.outputs.count }}"}}
            steps:
              - {id: upsert, uses: crm.upsert@1, with: {contacts: "${{ inputs.rows }}"}}
            """,
    };

    public Dictionary<string, string> Workflows { get; } = new(StringComparer.Ordinal)
    {
        ["data.common.quality_check"] = """
            arch: 1
            id: quality_check
            namespace: data.common
            inputs: {file: {type: file}, limit: {type: number, default: 1}}
            outputs: {score: {type: number, value: 1}}
            steps: [{id: done, return: {score: 1}}]
            """,
        ["shop.orders.backorder"] = "arch: 1\nid: backorder\nnamespace: shop.orders\ninputs: {order: {type: object}}\nsteps: [{id: a, return: {}}]\n",
        ["ops.tools.rollback"] = "arch: 1\nid: rollback\nnamespace: ops.tools\ninputs: {service: {type: string}}\nsteps: [{id: a, return: {}}]\n",
    };

    public IReadOnlyCollection<string> Names => Workflows.Keys;

    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);

    public ActionFile Read(string workflowFile, string path) =>
        Actions.TryGetValue(path, out var text) ? new(new SourceText(path + ".yaml", text)) : ActionFile.Missing;

    public SourceText? Find(string fullName) =>
        Workflows.TryGetValue(fullName, out var text) ? new SourceText(fullName + ".yaml", text) : null;
}
