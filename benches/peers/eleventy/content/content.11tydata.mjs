// The address of an article is its file's, as it is with the others.
export default {
  layout: 'article.liquid',
  permalink: (data) => `${data.page.filePathStem.replace(/^\/content/, '')}.html`,
  eleventyComputed: {
    it: (data) => ({
      page: data.page, title: data.title, description: data.description, language: data.language, subjects: data.subjects,
      places: data.places, people: data.people, byline: data.byline, agency: data.agency,
    }),
  },
};
