using System.CommandLine;

namespace Arch.Host.Cli;

/// <summary>Commands of which only the one that is asked for is made, because making them costs start-up time.</summary>
internal static class CommandGroup
{
    /// <summary>Adds commands to one around them.</summary>
    /// <param name="parent">The command around them.</param>
    /// <param name="args">The command line.</param>
    /// <param name="depth">Which word of the command line names the command.</param>
    /// <param name="all">The commands; all are made when the word is none of them, for help and mistakes.</param>
    /// <returns>The command around them.</returns>
    public static T With<T>(this T parent, string[] args, int depth, (string Name, Func<Command> Create)[] all)
        where T : Command
    {
        var asked = depth < args.Length ? Array.FindIndex(all, command => command.Name == args[depth]) : -1;
        foreach (var (_, create) in asked < 0 ? all : [all[asked]])
        {
            parent.Add(create());
        }

        return parent;
    }
}
