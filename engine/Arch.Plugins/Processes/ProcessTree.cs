using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arch.Plugins.Processes;

/// <summary>A program with all that it starts, also what was left behind in the background by programs that have ended.</summary>
/// <remarks>
/// <para>
/// A program whose parent has ended belongs to nobody by its number. So each tree has a mark of its own among its variables, which
/// programs pass on to those they start, and Linux shows the variables of running programs. What is found is ended, and looked
/// for again until nothing is found.
/// </para>
/// <para>
/// What escapes: a program that both gave up its variables and lost its parent, one that runs as another user (<c>sudo</c>), and
/// what another service starts when asked to (<c>systemd-run</c>, <c>docker</c>). On systems other than Linux, whatever lost its parent.
/// </para>
/// </remarks>
internal sealed class ProcessTree
{
    /// <summary>The variable that holds the mark.</summary>
    public const string Variable = "ARCH_PROCESS_TREE";

    // Each round finds what was started while the one before was at work; a program that starts others faster than this is not waited for.
    private const int MostRounds = 50;

    // One that is becoming another program has no variables for a moment. A program without any looks the same, and is not worth more.
    private const int MostUnsureRounds = 5;

    private readonly byte[] _entry;

    public ProcessTree()
    {
        Mark = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _entry = Encoding.ASCII.GetBytes($"{Variable}={Mark}");
    }

    /// <summary>Gets the value of the variable.</summary>
    public string Mark { get; }

    /// <summary>Ends the program, if it still runs, and all that it left behind.</summary>
    public async Task EndAsync(Process program)
    {
        if (!program.HasExited)
        {
            program.Kill(entireProcessTree: true);
        }

        var unsure = 0;
        for (var round = 0; round < MostRounds && unsure < MostUnsureRounds; round++)
        {
            var found = KillMarked();
            if (found is Found.None)
            {
                break;
            }

            unsure = found is Found.Unsure ? unsure + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(round)).ConfigureAwait(false);
        }

        await program.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private enum Found
    {
        None,
        Unsure,
        Marked,
    }

    private Found KillMarked()
    {
        var most = Found.None;
        if (!OperatingSystem.IsLinux())
        {
            return most;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId)
            {
                continue;
            }

            var found = Look(folder);
            most = found > most ? found : most;
            if (found is Found.Marked)
            {
                Kill(id);
            }
        }

        return most;
    }

    // One that has ended, and whose end its parent has not looked at yet, has neither variables nor a file any more.
    private Found Look(string folder)
    {
        try
        {
            var variables = File.ReadAllBytes($"{folder}/environ").AsSpan();
            if (variables.IsEmpty)
            {
                return File.ResolveLinkTarget($"{folder}/exe", returnFinalTarget: false) is null ? Found.None : Found.Unsure;
            }

            foreach (var range in variables.Split((byte)0))
            {
                if (variables[range].SequenceEqual(_entry))
                {
                    return Found.Marked;
                }
            }

            return Found.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Found.None; // it is gone, or it is another user's
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }
}
