using System.CommandLine;
using Arch.Host.LanguageServer;

namespace Arch.Host.Cli;

/// <summary><c>arch lsp</c></summary>
internal static class LspCommand
{
    public static Command Create()
    {
        // Clients of the protocol give it; there is no other way to talk to the server.
        var stdio = new Option<bool>("--stdio") { Description = "Talk over standard input and output, as it does anyway.", Hidden = true };
        var command = new Command("lsp", "Serves editors: the Language Server Protocol 3.17 over standard input and output.") { stdio };
        command.SetAction((_, _) => ServeAsync());
        return command;
    }

    private static async Task<int> ServeAsync()
    {
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        // What anything else prints would not be a message of the protocol.
        Console.SetOut(Console.Error);
        return await LanguageServerHost.RunAsync(input, output, Directory.GetCurrentDirectory());
    }
}
