using Arch.Host.Settings;

namespace Arch.Host.Scaffolding;

/// <summary>The beginning of a workflow, with its test.</summary>
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
        new(Path.Combine(settings.WorkflowFolders[0], name + ".test.yaml"), $$$"""
            # yaml-language-server: $schema=arch.schema.json
            # Run it: arch test
            arch: 1
            kind: test
            workflow: ./{{{name}}}.yaml
            cases:
              - name: greets the world
                expect:
                  path: [greet]
                  outputs: {greeting: "Hello, world!"}

              - name: greets whom it is told to
                inputs: {name: Ada}
                expect:
                  steps:
                    greet: {inputs: {message: "Hello, Ada!"}}

            """),
    ];
}
