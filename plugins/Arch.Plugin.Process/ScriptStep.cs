using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;
using Arch.Sdk.Files;
using Arch.Sdk.Processes;

namespace Arch.Plugin.Process;

internal sealed record ScriptInput : ProcessInput
{
    [Description("The interpreter. The host must grant it as a program.")]
    public Shell Shell { get; init; } = Shell.Sh;

    [Description("The script. Data comes in by 'env' only, never by an expression in the script: it would become part of the program.")]
    [Example("wc -l < \"$FILE\"")]
    [Length(1, 256 * 1024)]
    [Literal]
    public required string Script { get; init; }
}

[Step("process.script", Summary = "Carries out a script of sh, bash, Python, Node.js or PowerShell and gives its output.")]
internal sealed class ScriptStep : IStep<ScriptInput, ProcessOutput>
{
    public async Task<ProcessOutput> RunAsync(ScriptInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Script.Contains("${{", StringComparison.Ordinal))
        {
            throw ProcessFailures.Input("The script holds '${{'. Data does not belong in a script: give it as 'env' and read the variable.");
        }

        if (input.Script.Contains('\0', StringComparison.Ordinal))
        {
            throw ProcessFailures.Input("The script holds a NUL character.");
        }

        var interpreter = Interpreter.Of(input.Shell);
        var request = new ProcessRequest { Program = interpreter.Program, Arguments = interpreter.Arguments };
        var text = interpreter.Text(input.Script);
        return interpreter.Extension is { } extension
            ? await RunFileAsync(request, extension, text, input, context, cancellationToken).ConfigureAwait(false)
            : await ProgramRun.RunAsync(request with { Input = text }, input, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ProcessOutput> RunFileAsync(
        ProcessRequest request, string extension, byte[] text, ScriptInput input, StepContext context, CancellationToken cancellationToken)
    {
        var name = $".arch-script-{Path.GetRandomFileName()}{extension}";
        var file = context.Files.BeginWrite(name);
        await using (file.ConfigureAwait(false))
        {
            await file.Stream.WriteAsync(text, cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        var path = context.Files.Resolve(name, FileIntent.Write);
        try
        {
            return await ProgramRun.RunAsync(request with { Arguments = [.. request.Arguments, path] }, input, context, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
