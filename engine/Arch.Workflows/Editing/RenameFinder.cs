using Arch.Workflows.Checking;
using Arch.Workflows.Grammar;

namespace Arch.Workflows.Editing;

/// <summary>Renames steps and variables.</summary>
internal static class RenameFinder
{
    public static RenameResult Find(FileAnalysis file, TextPosition position, string newName)
    {
        if (Symbol.At(file, position) is not { } symbol)
        {
            return new([], "Only steps and variables can be renamed here.");
        }

        if (!ScalarCheck.IsName(newName))
        {
            return new([], $"'{newName}' is no name: it must be {Rules.Name.Words}.");
        }

        if (newName != symbol.Name && new Symbol(symbol.Root, symbol.Section, newName, default).Places(file).Any())
        {
            var noun = symbol.Section == "steps" ? "a step" : "a variable";
            return new([], $"There is {noun} '{newName}' already.");
        }

        return new([.. symbol.Places(file).Select(place => new TextChange(place.Range, newName))]);
    }
}
