namespace Arch.Host.Output;

/// <summary>Chooses how runs are shown.</summary>
internal static class RunOutput
{
    /// <summary>Shows runs on standard output, or on standard error when that is kept for JSON.</summary>
    /// <param name="format">How the result is said.</param>
    /// <param name="isQuiet">Whether only trouble is shown.</param>
    public static IRunOutput Create(OutputFormat format, bool isQuiet = false)
    {
        if (isQuiet)
        {
            return new QuietOutput();
        }

        var (writer, isPiped) = format == OutputFormat.Json
            ? (Console.Error, Console.IsErrorRedirected)
            : (Console.Out, Console.IsOutputRedirected);
        return isPiped ? new PlainOutput(writer) : new LiveOutput(writer);
    }
}
