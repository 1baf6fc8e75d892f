using System.Text.Json;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Testing.Snapshots;

/// <summary>The snapshots of a test file, in a file of JSON beside it, by the names of the cases.</summary>
public static class SnapshotFile
{
    /// <summary>Gives the file of the snapshots of a test file: <c>orders.test.snap.json</c> for <c>orders.test.yaml</c>.</summary>
    /// <param name="testFile">The test file.</param>
    /// <returns>The path.</returns>
    public static string PathOf(string testFile) => Path.ChangeExtension(testFile, ".snap.json");

    /// <summary>Reads the snapshots of a test file.</summary>
    /// <param name="testFile">The test file.</param>
    /// <returns>An object by case; an empty one when there is no file.</returns>
    /// <exception cref="ArchException">ARCH7014: the file is no JSON object.</exception>
    public static Value Read(string testFile)
    {
        var path = PathOf(testFile);
        if (!File.Exists(path))
        {
            return Value.EmptyObject;
        }

        try
        {
            var value = ValueJson.Parse(File.ReadAllBytes(path), ValueDepth.InRecords);
            if (value.Kind == ValueKind.Object)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new ArchException("ARCH7014", $"The snapshots in '{path}' cannot be read: they must be a JSON object by case. Write them anew with 'arch test {testFile} --update'.");
    }

    /// <summary>Writes snapshots; a file that would be empty is deleted.</summary>
    /// <param name="testFile">The test file.</param>
    /// <param name="snapshots">The snapshots by case, in order.</param>
    /// <returns>Whether the file has changed.</returns>
    public static bool Write(string testFile, IReadOnlyList<KeyValuePair<string, Value>> snapshots)
    {
        var path = PathOf(testFile);
        if (snapshots.Count == 0)
        {
            var wasThere = File.Exists(path);
            File.Delete(path);
            return wasThere;
        }

        var text = ValueJson.ToJson(Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(snapshots, StringComparer.Ordinal))), indented: true) + "\n";
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return false;
        }

        File.WriteAllText(path, text);
        return true;
    }
}
