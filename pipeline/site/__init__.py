"""The review site: static pages out of the datasets, with pictures of the pages that the data came from.

`pipeline.site.build.write_site` writes it. Nothing is imported here: the processes that render pictures load this too.
"""
