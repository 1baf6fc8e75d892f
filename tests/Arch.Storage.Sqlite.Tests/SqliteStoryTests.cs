using Arch.Storage.Sqlite.Tests.Support;
using Arch.Storage.Testing.Stories;

namespace Arch.Storage.Sqlite.Tests;

public sealed class SqliteStoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task AllMethods_SameAsInMemory_SameAnswers(int seed)
    {
        await using var folder = new StoreFolder();

        await StoreStory.CompareAsync(seed, 400, async () => await folder.OpenAsync());
    }
}
