using System.CommandLine;
using Arch.Host.Output;

namespace Arch.Host.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<OutputFormat> Output() => new("--output", "-o")
    {
        Description = "How the result is said: 'text' for people, 'json' for programs (JSON alone on standard output).",
        DefaultValueFactory = _ => OutputFormat.Text,
        HelpName = "text|json",
    };
}
