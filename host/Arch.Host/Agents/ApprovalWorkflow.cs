using Arch.Expressions.Values;
using Arch.Host.Projects;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Host.Agents;

/// <summary>The workflow that asks a person to approve what an agent wants to do: a human task as workflows have them.</summary>
internal sealed class ApprovalWorkflow
{
    private const string Text = """
        arch: 1
        id: approval
        namespace: arch.agents
        title: Approval of what an agent wants to do
        inputs:
          agent: {type: string}
          title: {type: string}
          body: {type: string}
          call: {type: object}
          assign: {type: object}
        steps:
          - id: decide
            human:
              title: ${{ inputs.title }}
              body: |-
                ${{ inputs.body }}
                Agent: ${{ inputs.agent }}
                Arguments: ${{ JSON.stringify(inputs.call, null, 2) }}
              assign: {role: "${{ inputs.assign.role }}", user: "${{ inputs.assign.user }}"}
              actions: [approve, reject]
              form:
                comment: {type: string, optional: true}
        outputs:
          approved: {type: boolean, value: "${{ steps.decide.outputs.action === 'approve' }}"}
          comment: {type: string, value: "${{ steps.decide.outputs.form.comment ?? '' }}"}
          by: {type: string, value: "${{ steps.decide.outputs.by ?? '' }}"}
        """;

    public ApprovalWorkflow(Project project)
    {
        var file = Path.Combine(project.Settings.ProjectFolder, "arch.agents.approval.yaml");
        var compilation = project.Compiler(file, project.Workflows()).Compile(new SourceText(Path.GetFileName(file), Text));
        Definition = compilation.Definition
            ?? throw new InvalidOperationException($"The workflow of approvals is wrong: {compilation.Diagnostics[0]}");
    }

    public WorkflowDefinition Definition { get; }

    public static Value InputsOf(string agent, Value question) => Value.From(ValueObject.Of(
        ("agent", Value.From(agent)),
        ("title", question["title"]),
        ("body", question["body"]),
        ("call", question["arguments"]),
        ("assign", question["assign"])));
}
