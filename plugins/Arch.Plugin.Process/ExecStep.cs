using System.ComponentModel;
using System.Text;
using Arch.Sdk;
using Arch.Sdk.Processes;

namespace Arch.Plugin.Process;

internal sealed record ExecInput : ProcessInput
{
    [Description("The program: a name in the host's search path, or a full path. The host must grant it.")]
    [Example("git")]
    public required string Program { get; init; }

    [Description("The arguments. Each arrives as it is; no shell looks at them.")]
    [Example("[clone, --depth, \"1\", \"${{ inputs.repository }}\"]")]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    [Description("What it reads from its standard input, as text. Give this or stdin_base64.")]
    public string? Stdin { get; init; }

    [Description("What it reads from its standard input, as base64.")]
    public byte[]? StdinBase64 { get; init; }
}

[Step("process.exec", Summary = "Starts a program without a shell and gives its output.")]
internal sealed class ExecStep : IStep<ExecInput, ProcessOutput>
{
    public Task<ProcessOutput> RunAsync(ExecInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Stdin is not null && input.StdinBase64 is not null)
        {
            throw ProcessFailures.Input("There are both 'stdin' and 'stdin_base64'; give one.");
        }

        var request = new ProcessRequest
        {
            Program = input.Program,
            Arguments = input.Arguments,
            Input = input.StdinBase64 ?? Encoding.UTF8.GetBytes(input.Stdin ?? ""),
        };
        return ProgramRun.RunAsync(request, input, context, cancellationToken);
    }
}
