using Arch.Host.Settings;

namespace Arch.Host.Scaffolding;

/// <summary>The beginning of a workflow.</summary>
internal static class NewWorkflow
{
    public static IEnumerable<NewFile> Files(string name, ArchSettings settings) =>
    [
        new(Path.Combine(settings.WorkflowFolders[0], name + ".yaml"), $$$"""
            # yaml-language-server: $schema=arch.schema.json
            # The line above gives editors completion and checks: arch schema > arch.schema.json (in this folder)
            arch: 1
            id: {{{name}}}
            namespace: main
            inputs:
              name: {type: string, default: world}
            steps:
              - id: greet
                uses: core.log@1
                with: {message: "Hello, ${{ inputs.name }}!"}
            outputs:
              greeting: {type: string, value: "Hello, ${{ inputs.name }}!"}

            """),
    ];
}
